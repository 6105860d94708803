using System.CommandLine;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Export;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Export.Formats;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>export</c>: the transcripts of sessions in a file format.</summary>
internal sealed class ExportCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly TranscriptFormats _formats;
    private readonly Argument<SessionSelector[]> _sessions = SessionArgument.Several(mayBeNone: true);

    private readonly WhenOption _since = WhenOption.InSession(
        "--since", "Only what was said from then on (14:03, 2026-11-22, yesterday, 90d; +1:30 in each session)");

    private readonly WhenOption _until = WhenOption.InSession("--until", "Only what was said until then; a day counts in full");

    private readonly Option<string> _format;

    private readonly Option<string> _output = new("--output", "-o")
    {
        HelpName = "FILE|DIR",
        Description = "Where to write it; in a directory each session gets a file [default: standard output]",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Overwrite existing files" };

    public ExportCommand(DatabaseOption database, TimeProvider time)
        : base("export", "Write the transcripts of sessions: text, subtitles, tables")
    {
        _database = database;
        _time = time;
        _formats = new(time);
        _format = new("--format")
        {
            HelpName = _formats.Names.Replace(", ", "|", StringComparison.Ordinal),
            Description = "File format [default: what the file's name ends in, else txt]",
        };
        _output.RefuseEmpty();
        _format.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (_formats.Find(name) is null)
                result.AddError($"{_format.Name}: there is no format '{name}'; there is {_formats.Names}");
        });
        Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValue(_output) is not { } path || ExportFile.IsDirectory(path)) return;
            if (_formats.FindProblem(path, result.GetValue(_format)) is { } problem) result.AddError($"{_output.Name}: {problem}");
        });
        Validators.Add(result =>
        {
            if (result.GetResult(_sessions)?.Tokens.Count is > 0 || result.Errors.Any()) return;
            var (since, until) = (result.GetValue(_since), result.GetValue(_until));
            if (since is null && until is null)
                result.AddError(Refusal.OfMissing(Name, "SESSION, --since or --until"));
            else if (since is When.IntoSession || until is When.IntoSession)
                result.AddError("a time such as +1:30 counts from the start of a session; name the session");
        });
        Arguments.Add(_sessions);
        Options.Add(_since);
        Options.Add(_until);
        Options.Add(_format);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var path = parsed.GetValue(_output);
        var format = parsed.GetValue(_format) is { } name ? _formats.Find(name)!
            : (path is null ? null : _formats.OfFile(path)) ?? _formats.All[0];
        using var archive = _database.Open(parsed);
        var named = parsed.GetValue(_sessions) ?? [];
        var span = new SpokenSpan(parsed.GetValue(_since), parsed.GetValue(_until), isInSession: named.Length > 0, _time);
        var sessions = named.Length > 0
            ? archive.FindAll(named)
            : [.. archive.NewestFirst().Where(span.Touches).Reverse()];
        if (path is null)
        {
            using var output = LargeOutput.Open();
            Write(archive, sessions, span, format, output);
        }
        else if (ExportFile.IsDirectory(path))
        {
            foreach (var session in sessions)
            {
                using var file = ExportFile.CreateIn(path, $"session-{session.Id}.{format.Extension}", parsed.GetValue(_force));
                Write(archive, [session], span, format, file);
            }
        }
        else
        {
            using var file = ExportFile.Create(path, parsed.GetValue(_force));
            Write(archive, sessions, span, format, file);
        }

        if (MissingSessions.Describe(named, sessions) is { } missing)
            parsed.InvocationConfiguration.Error.WriteLine($"swictation-replay: {missing}");
        foreach (var session in sessions) Note(session, parsed);
    }

    private static void Write(
        SessionArchive archive,
        IReadOnlyList<RecordedSession> sessions,
        SpokenSpan span,
        ITranscriptFormat format,
        TextWriter output)
    {
        var annotated = archive.FindAnnotated();
        format.Write(
            archive.ReadSpoken(sessions).Select(read =>
            {
                var said = span.In(read.Session, read.Spoken);
                var spoken = new SpokenSession(read.Session, format.IsComplete ? said.Select(archive.WithOrigin) : said)
                {
                    ReadAdded = () => archive.ReadAdded(read.Session),
                    FindFirstText = archive.FindFirstText,
                };
                if (!annotated.Contains(read.Session.Id)) return spoken;
                var additions = archive.ReadAdditions(read.Session);
                return spoken with { Marks = [.. span.In(read.Session, additions.InOrder, withEarlier: format.IsComplete)], Notes = additions.Notes };
            }),
            output);
    }

    private void Note(RecordedSession session, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (session.IsOpen)
            error.WriteLine($"swictation-replay: session {session.Id} is still open; this is what it has so far");
        if (session.WithoutText > 0)
        {
            var show = _database.InCommand(parsed, $"swictation-replay show {session.Id}");
            error.WriteLine(
                $"swictation-replay: the recogniser failed on {Counted.Of(session.WithoutText, "segment")} of session "
                + $"{session.Id}, not exported without text; see: {show}");
        }
    }
}
