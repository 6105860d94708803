using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Storage.Copies;

namespace Swictation.Replay.Verbs;

/// <summary><c>backup</c>: copies the log to a file, also while a daemon records.</summary>
internal sealed class BackupCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Where the backup is to be; a backup of the same log that is there is replaced",
    };

    private readonly WhenOption _since = WhenOption.Since("sessions in which something was said");
    private readonly Option<string> _group = new("--readable-by")
    {
        HelpName = "GROUP",
        Description = "Let the users of a group read it (Grafana, for example); you have to be in it",
    };

    public BackupCommand(DatabaseOption database, TimeProvider time)
        : base("backup", "Copy the log to a file, also while it is recorded into")
    {
        (_database, _time) = (database, time);
        Arguments.Add(_file);
        Options.Add(_since);
        Options.Add(_group);
        _group.RefuseEmpty();
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = new BackupRequest(
            parsed.GetValue(_file)!, parsed.GetValue(_since)?.Begin(TimeAnchor.Of(_time)), parsed.GetValue(_group));
        var made = await new LogBackup(_database.Find(parsed), _time, NullLogger.Instance)
            .MakeAsync(wanted, cancellationToken).ConfigureAwait(false);
        var since = made.First > 1 ? $", from event {made.First} on" : "";
        parsed.InvocationConfiguration.Output.WriteLine(
            $"{made.Path}: {Counted.Of(made.Sessions, "session")} up to event {made.Last}{since}, {HumanText.Size(made.Bytes)}, checked.");
        return 0;
    }
}
