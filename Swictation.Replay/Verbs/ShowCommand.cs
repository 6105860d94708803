using System.CommandLine;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;

namespace Swictation.Replay.Verbs;

/// <summary><c>show</c>: the figures of a session, and its transcript.</summary>
internal sealed class ShowCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object" };

    public ShowCommand(DatabaseOption database, TimeProvider time)
        : base("show", "Show a session and its transcript")
    {
        _database = database;
        _time = time;
        Arguments.Add(_session);
        Options.Add(_json);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        using var archive = _database.Open(parsed);
        var session = archive.Find(parsed.GetRequiredValue(_session));
        var segments = SpokenOrder.Of(archive.ReadEvents(session));
        var gaps = SessionGaps.Of(archive.ReadEvents(session));
        var recognisers = archive.ReadEvents(session).OfType<RecogniserChanged>().ToList();
        var waiting = archive.FindWaitingAudio(session);
        var withoutText = archive.Sessions.ReadWithoutText(session);
        var retry = session.CanRetry && withoutText.Any(segment => segment.File is not null)
            ? _database.InCommand(parsed, $"swictation-replay retry {session.Id}")
            : null;
        if (parsed.GetValue(_json))
        {
            ReplayJson.Write(
                SessionWithTranscriptsJson.Of(session, segments, withoutText, gaps, recognisers, waiting, retry), output);
        }
        else
        {
            Write(session, segments, withoutText, gaps, recognisers, waiting, retry, output);
        }
    }

    private void Write(
        RecordedSession session,
        IReadOnlyList<SpokenSegment> segments,
        IReadOnlyList<SegmentWithoutText> withoutText,
        IReadOnlyList<Gap> gaps,
        IReadOnlyList<RecogniserChanged> recognisers,
        TimeSpan? waiting,
        string? retry,
        TextWriter output)
    {
        var zone = _time.LocalTimeZone;
        var end = session.EndedAt is { } endedAt ? HumanText.DateAndTime(endedAt, zone)
            : session.IsPaused ? "still open, paused"
            : session.IsInterrupted ? "interrupted: no daemon runs; the next one goes on with it or ends it"
            : "still open";
        if (session.EndReason is { } reason) end += $" ({OneLine.Of(reason.Name)})";

        output.WriteLine($"Session   {session.Id}{(session.IsImported ? " (imported)" : "")}");
        output.WriteLine($"Started   {HumanText.DateAndTime(session.StartedAt, zone)}");
        output.WriteLine($"Ended     {end}");
        output.WriteLine($"Duration  {HumanText.Duration(session.Duration)}");
        var rate = HumanText.Rate(session) is { } known ? $", {known} words a minute" : "";
        output.WriteLine(
            $"Dictated  {Counted.Of(session.Words, "word")} in {Counted.Of(session.Segments, "segment")}{rate}");
        foreach (var (index, used) in recognisers.Select(changed => changed.What).Distinct().Index())
            output.WriteLine($"{(index == 0 ? "By" : "then by"),-8}  {RecogniserText.Of(used)}");
        if (withoutText.Count > 0)
        {
            var remedy = retry is null ? "" : $"; to transcribe them, while a daemon runs: {retry}";
            output.WriteLine($"No text   {Counted.Of(withoutText.Count, "segment")}{remedy}");
        }

        if (waiting is { } audio)
        {
            output.WriteLine(
                $"Waiting   up to {HumanText.Duration(audio)} of audio; to transcribe it, start swictation-daemon with an "
                + "audio source");
        }

        output.WriteLine();
        TranscriptText.Write(
            segments,
            [.. withoutText.Select(TranscriptNote.Of), .. gaps.Select(TranscriptNote.Of)],
            zone,
            output);
    }
}
