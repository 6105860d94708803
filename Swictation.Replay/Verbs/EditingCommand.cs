using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary>A subcommand that adds to the log: through the running daemon, or by itself where none runs.</summary>
internal abstract class EditingCommand : Command
{
    private readonly TimeProvider _time;
    private readonly SocketOption _ipcSocket;

    protected EditingCommand(string name, string description, DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base(name, description)
    {
        (Database, _time) = (database, time);
        _ipcSocket = SocketOption.Commands(settings);
        Options.Add(_ipcSocket);
        SetAction(RunAsync);
    }

    protected DatabaseOption Database { get; }

    /// <summary>What is to be added, from the command line and the log as it is; none where there is nothing to do.</summary>
    protected abstract Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string logId;
        IReadOnlyList<Edit> edits;
        using (var archive = Database.Open(parsed))
        {
            logId = archive.Log.LogId;
            edits = await FindEditsAsync(parsed, archive, cancellationToken).ConfigureAwait(false);
        }

        var editing = new LogEditing(Database.Find(parsed), logId, new(_ipcSocket.Place(parsed).Find()), _time);
        var output = parsed.InvocationConfiguration.Output;
        var done = await editing.RunAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var (words, edit) in done.Zip(edits)) output.WriteLine(TextOf(edit) is { Length: > 0 } text ? $"{words}: {OneLine.Of(text)}" : words);
        if (edits.Count == 0) output.WriteLine("Nothing was changed.");
        return 0;
    }

    // The words for what was done come from the daemon, which keeps its replies for a while, and so have none of the user's in them.
    private static string? TextOf(Edit edit) => edit switch
    {
        Edit.Correct e => e.Text,
        Edit.Title e => e.Text,
        Edit.Tag e => e.Text,
        Edit.Note e => e.Text,
        Edit.Mark e => e.Text,
        _ => null,
    };
}
