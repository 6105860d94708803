using System.CommandLine;
using Swictation.Domain.Editing;
using Swictation.Domain.History;
using Swictation.Domain.State;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Verbs;

/// <summary><c>mark</c>: marks a moment of a session, where a chapter begins in what is exported.</summary>
internal sealed class MarkCommand : EditingCommand
{
    private const int MillisecondDigits = 3;

    private readonly TimeProvider _time;
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly Argument<string[]> _text = TextArgument.Of("What begins there");

    private readonly WhenOption _at = WhenOption.InSession(
        "--at", "The moment (+1:30, 14:03) [default: now, while the session is open]");

    public MarkCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("mark", "Mark a moment of a session: a chapter begins", database, settings, time)
    {
        _time = time;
        Arguments.Add(_session);
        Arguments.Add(_text);
        Options.Add(_at);
    }

    protected override Task<IReadOnlyList<Edit>> FindEditsAsync(
        ParseResult parsed, SessionArchive archive, CancellationToken cancellationToken)
    {
        var session = archive.Find(parsed.GetRequiredValue(_session));
        var at = parsed.GetValue(_at) is { } when ? SessionTimes.Find(session, when, _time)
            : session is { IsOpen: true, IsInterrupted: false } ? _time.GetUtcNow()
            : throw new SessionRefusedException(session.Id, "is over; say which moment with --at (+1:30, 14:03)");

        return Task.FromResult<IReadOnlyList<Edit>>(
            [new Edit.Mark(session.Id, TextArgument.Read(parsed, _text), at, PlaceOf(archive, session, at))]);
    }

    // In recorded time: without the pauses before it.
    private static double PlaceOf(SessionArchive archive, RecordedSession session, DateTimeOffset at)
    {
        if (session.IsImported) return (at - session.StartedAt).TotalSeconds;

        var state = archive.ReadEvents(session).TakeWhile(recorded => recorded.At <= at)
            .Aggregate(DaemonState.Initial, (folded, next) => folded.Apply(next));
        return Math.Round(state.DurationSAt(at), MillisecondDigits);
    }
}
