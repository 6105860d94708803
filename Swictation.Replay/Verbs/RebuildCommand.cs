using System.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;
using Swictation.Storage.ReadModels;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>rebuild</c>: makes the tables for SQL and the full-text index anew from the events, or with <c>--check</c> only says
/// whether they are what the events say.
/// </summary>
internal sealed class RebuildCommand : Command
{
    private const int Differs = 1;

    private readonly DatabaseOption _database;
    private readonly SocketOption _ipcSocket;
    private readonly TimeProvider _time;
    private readonly Option<bool> _check = new("--check")
    {
        Description = "Change nothing, and say what differs from the events (exit code 1 if anything does)",
    };

    public RebuildCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("rebuild", "Make the tables of sessions and the full-text index anew from the events")
    {
        _database = database;
        _time = time;
        _ipcSocket = SocketOption.Commands(settings);
        Options.Add(_check);
        Options.Add(_ipcSocket);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = _database.Find(parsed);
        using var archive = _database.Open(parsed);
        if (parsed.GetValue(_check)) return Check(parsed, path, archive.Log.Head, cancellationToken);

        var rebuild = new ReadModelRebuild(path, archive.Log.LogId, new(_ipcSocket.Place(parsed).Find()), _time);
        await rebuild.RunAsync(cancellationToken).ConfigureAwait(false);
        parsed.InvocationConfiguration.Output.WriteLine(
            $"Made anew from the events: {Counted.Of(archive.Sessions.List(int.MaxValue).Count, "session")}");
        return 0;
    }

    private int Check(ParseResult parsed, string path, long head, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        using var comparison = new ReadModelComparison(path, _time);
        while (comparison.TakeSlice()) cancellationToken.ThrowIfCancellationRequested();
        if (comparison.IsOvertaken) throw new RebuildFailedException(path, "its tables are being rebuilt now; try again");

        var behind = Math.Max(0, head - ReadModelLevel.Read(path));
        if (comparison.Differences.Count == 0)
        {
            output.WriteLine(behind == 0
                ? "The tables are what the events say."
                : $"The tables are what the events say, but for the last {behind}, which a running daemon adds to them.");
            return 0;
        }

        foreach (var difference in comparison.Differences) output.WriteLine(difference);
        parsed.InvocationConfiguration.Error.WriteLine(
            $"swictation-replay: the tables differ from the events; try: {_database.InCommand(parsed, "swictation-replay rebuild")}");
        return Differs;
    }
}
