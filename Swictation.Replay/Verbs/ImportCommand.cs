using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Plumbing.Text;
using Swictation.Replay.Options;
using Swictation.Storage.Copies;

namespace Swictation.Replay.Verbs;

/// <summary><c>import</c>: takes in the sessions of another log.</summary>
internal sealed class ImportCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly Argument<string> _file = new("FILE") { Description = "A log of another machine, a backup, or lines of export --format jsonl" };

    public ImportCommand(DatabaseOption database, TimeProvider time)
        : base("import", "Take in the sessions of another log or a backup; what is there already is not taken twice")
    {
        (_database, _time) = (database, time);
        Arguments.Add(_file);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_file)!;
        var done = await new LogImport(_database.Find(parsed), _time, NullLogger.Instance)
            .RunAsync(file, cancellationToken).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        output.WriteLine(
            $"Imported {Counted.Of(done.Sessions, "session")} with {Counted.Of(done.Segments, "sentence")}; {Counted.Of(done.Held, "sentence")} had been there.");
        if (done.Added > 0)
            output.WriteLine($"{Counted.Of(done.Added, "addition")} came with them: titles, tags, notes, marks, corrections.");
        if (done.StillThere > 0)
        {
            output.WriteLine(
                $"{Counted.Of(done.StillThere, "sentence")} that had been forgotten here stayed out. {file} still has them, which this cannot reach: "
                + "delete it, or forget them there too; so may other copies.");
        }

        return 0;
    }
}
