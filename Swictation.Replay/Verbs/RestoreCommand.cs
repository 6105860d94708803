using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Plumbing.Text;
using Swictation.Replay.Options;
using Swictation.Storage.Copies;

namespace Swictation.Replay.Verbs;

/// <summary><c>restore</c>: puts a backup in the place of the log, which is set aside.</summary>
internal sealed class RestoreCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly Argument<string> _file = new("FILE") { Description = "A backup of this log or of another one" };

    private readonly Option<bool> _unverified = new("--unverified")
    {
        Description = "Restore it also where verify says that it is not what was written",
    };

    public RestoreCommand(DatabaseOption database, TimeProvider time)
        : base("restore", "Put a backup in the place of the log; what was forgotten since stays forgotten")
    {
        (_database, _time) = (database, time);
        Arguments.Add(_file);
        Options.Add(_unverified);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (path, file) = (_database.Find(parsed), parsed.GetValue(_file)!);
        var restored = await new LogRestore(path, _time, NullLogger.Instance).RunAsync(file, parsed.GetValue(_unverified), cancellationToken).ConfigureAwait(false);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        output.WriteLine($"Restored {Counted.Of(restored.Sessions, "session")}, up to event {restored.Events}, as {path}.");
        if (restored.SetAside is { } setAside)
        {
            output.WriteLine($"The log that was there until now is {setAside}; swictation-replay import brings in what only that one has.");
            if (restored.Forgotten is null)
                error.WriteLine("swictation-replay: that log does not say what was forgotten: what the backup has of it is there again");
        }

        if (restored.Forgotten > 0)
        {
            output.WriteLine(
                $"{Counted.Of(restored.Forgotten.Value, "event")} that had been forgotten lost their words again. {file} still has them, which this "
                + "cannot reach: delete it, or make a new backup over it; so may other copies.");
        }

        return 0;
    }
}
