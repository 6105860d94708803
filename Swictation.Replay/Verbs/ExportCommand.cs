using System.CommandLine;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Export;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>export</c>: a session's transcript in a file format.</summary>
internal sealed class ExportCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly Argument<SessionSelector> _session = SessionArgument.One();

    private readonly Option<string> _format = new("--format")
    {
        HelpName = TranscriptFormats.Names,
        Description = "File format",
        DefaultValueFactory = _ => TranscriptFormats.All[0].Name,
    };

    private readonly Option<string> _output = new("--output")
    {
        HelpName = "FILE",
        Description = "Where to write it [default: standard output]",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Overwrite an existing file" };

    public ExportCommand(DatabaseOption database)
        : base("export", "Write a session's transcript")
    {
        _database = database;
        _output.RefuseEmpty();
        _format.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (TranscriptFormats.Find(name) is null)
                result.AddError($"{_format.Name}: there is no format '{name}'; there is {TranscriptFormats.Names}");
        });
        Arguments.Add(_session);
        Options.Add(_format);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var format = TranscriptFormats.Find(parsed.GetRequiredValue(_format))!;
        using var archive = _database.Open(parsed);
        var session = archive.Find(parsed.GetRequiredValue(_session));
        if (parsed.GetValue(_output) is { } path)
        {
            using var file = ExportFile.Create(path, parsed.GetValue(_force));
            Write(archive, session, format, file);
        }
        else
        {
            Write(archive, session, format, parsed.InvocationConfiguration.Output);
        }

        if (session.IsOpen) Note(parsed, $"session {session.Id} is still open; this is what it has so far");
        if (session.WithoutText > 0)
        {
            var show = _database.InCommand(parsed, $"swictation-replay show {session.Id}");
            Note(parsed, $"the recogniser failed on {Counted.Of(session.WithoutText, "segment")} of session {session.Id}, "
                + $"not exported without text; see: {show}");
        }
    }

    private static void Note(ParseResult parsed, string what) =>
        parsed.InvocationConfiguration.Error.WriteLine($"swictation-replay: {what}");

    private static void Write(
        SessionArchive archive, RecordedSession session, ITranscriptFormat format, TextWriter output) =>
        format.Write(session, archive.ReadEvents(session), output);
}
