using Swictation.Domain.Events;

namespace Swictation.Domain.State;

/// <summary>
/// The daemon's state as the log has it: a fold over events, without clock and without input or output. A restarted
/// daemon gets its state from here and from nowhere else (promise P7).
/// </summary>
public sealed record DaemonState
{
    public static readonly DaemonState Initial = new();

    public Phase Phase { get; private init; } = Phase.Idle;

    /// <summary>
    /// The phase in the newest state change. It differs from <see cref="Phase"/> only where a daemon was killed while
    /// it stored held events: then the newest state change is an error that is over.
    /// </summary>
    public Phase AnnouncedPhase { get; private init; } = Phase.Idle;

    private Phase PhaseBefore { get; init; } = Phase.Idle;

    /// <summary>The open session; null when there is none.</summary>
    public SessionId? Session { get; private init; }

    /// <summary>The session that was started last, open or not; 0 before the first.</summary>
    public SessionId LastSession { get; private init; }

    private SessionId HighestSession { get; init; }

    /// <summary>The number that the next session gets: none has it, recorded here or imported.</summary>
    public SessionId NextSession => HighestSession.Next();

    public DateTimeOffset? StartedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>
    /// The reason why the session that was started last ended, unless by a stop; null while it is open.
    /// </summary>
    public SessionEndReason? EndReason { get; private init; }

    /// <summary>The time at which the open session was paused; null while it is not.</summary>
    public DateTimeOffset? PausedAt { get; private init; }

    /// <summary>
    /// The time at which the session that was started last was stopped, where its speech was still to be transcribed
    /// then; null while it is being recorded or paused. Its duration ends here.
    /// </summary>
    public DateTimeOffset? StoppedAt { get; private init; }

    /// <summary>Seconds that are no part of the session's duration: pauses that are over, and sleep.</summary>
    public double AbsentS { get; private init; }

    /// <summary>Time of the newest event of the session that was started last.</summary>
    public DateTimeOffset? LastEventAt { get; private set; }

    public int Segments { get; private set; }

    public int Words { get; private set; }

    /// <summary>Seconds of speech behind the transcriptions; 0 where the source does not know.</summary>
    public double SpokenS { get; private init; }

    /// <summary>Latency of the newest transcription, with its commit once that is known.</summary>
    public double LatencyMs { get; private set; }

    /// <summary>Speech of the open session that has no text, because the recogniser failed on it.</summary>
    public SegmentsWithoutText WithoutText { get; private init; } = SegmentsWithoutText.None;

    /// <summary>The newest metrics, to compare new ones with.</summary>
    public MetricsUpdate? LastMetrics { get; private init; }

    /// <summary>True while texts are withheld from the log and audio is not stored.</summary>
    public bool IsOffTheRecord { get; private init; }

    public bool IsOpen => Session is not null;

    /// <summary>
    /// True while a session is open and a user has paused it: the daemon does not listen. <see cref="Phase"/> is
    /// idle then, or processing while earlier speech is still being transcribed.
    /// </summary>
    public bool IsPaused => PausedAt is not null;

    /// <summary>
    /// True from the start of a session, or from its being taken up again, until its source gives the first sound: a
    /// microphone has to be opened. <see cref="Phase"/> is idle then.
    /// </summary>
    public bool IsPreparing => IsOpen && Phase == Phase.Idle && !IsPaused && !IsClosing;

    /// <summary>
    /// True while the daemon that recovered an open session has to close it, once its speech is
    /// transcribed. It ends with its last event that is not about the recovery: <see cref="LastEventAt"/> stays there.
    /// </summary>
    public bool IsClosing { get; private init; }

    /// <summary>True while the open session would be recorded if its microphone were there.</summary>
    public bool IsInterrupted { get; private init; }

    /// <summary>True if a session was cancelled and no other one was started since.</summary>
    public bool IsCancelled(SessionId session) => EndReason == SessionEndReason.Cancelled && LastSession == session;

    /// <summary>The state after several events, in order: what each of them gives, without a state of its own for each.</summary>
    public DaemonState Apply(List<SessionEvent> recorded)
    {
        var state = this;
        // A copy that nobody has seen yet.
        DaemonState? own = null;
        foreach (var next in recorded)
        {
            if (next is Transcription said && said.Session == state.Session)
            {
                state = own ??= state with { };
                own.Count(said);
            }
            else
            {
                state = state.Apply(next);
                own = null;
            }
        }

        return state;
    }

    public DaemonState Apply(SessionEvent recorded)
    {
        if (recorded is Transcription said && said.Session == Session) return With(said);

        var next = recorded switch
        {
            SessionStart e => new DaemonState
            {
                Session = e.Session,
                LastSession = e.Session,
                HighestSession = HighestWith(e.Session),
                StartedAt = e.At,
                LastMetrics = LastMetrics,
                IsOffTheRecord = IsOffTheRecord,
            },
            SessionEnd e => this with
            {
                Session = null,
                EndedAt = e.At,
                EndReason = e.Reason,
                PausedAt = null,
                Phase = Phase.Idle,
                IsClosing = false,
                IsInterrupted = false,
            },
            SessionPaused e when e.Session == Session => this with { PausedAt = e.At },
            PauseEnded e when e.Session == Session => this with { PausedAt = null, AbsentS = AbsentS + e.PausedS },
            Suspended e when e.Session == Session => this with { AbsentS = AbsentS + e.SuspendedS },
            StateChange e => this with
            {
                Phase = e.Phase,
                AnnouncedPhase = e.Phase,
                PhaseBefore = Phase,
                StoppedAt = StoppedAtAfter(e),
                IsInterrupted = IsInterrupted && e.Phase == Phase.Error,
            },
            // Recording goes on while nothing can be stored: the error before this was for interfaces.
            StorageFailed when Phase == Phase.Error => this with { Phase = PhaseBefore },
            AudioInterrupted e when e.Session == Session => this with { IsInterrupted = Phase == Phase.Error },
            SegmentCommitted e when e.Session == Session => this with { LatencyMs = e.LatencyMs },
            SegmentMeasured e when e.Session == Session => this with
            {
                SpokenS = SpokenS + e.DurationS,
                WithoutText = WithoutText.Apply(e),
            },
            SegmentFailed or AudioKept or SegmentSilent when recorded.InSession is { } of && of == Session =>
                this with { WithoutText = WithoutText.Apply(recorded) },
            SessionRecovered e when e.Session == Session => this with { IsClosing = !e.Resumed },
            OffTheRecord e => this with { IsOffTheRecord = e.On },
            SessionImported e => this with { HighestSession = HighestWith(e.Session) },
            MetricsUpdate e => this with { LastMetrics = e },
            _ => this,
        };
        return recorded is not Afterthought && recorded.InSession is { } session && session == next.LastSession
            ? next with { LastEventAt = LastEventAfter(recorded, next.IsClosing) }
            : next;
    }

    private DaemonState With(Transcription said)
    {
        var next = this with { };
        next.Count(said);
        return next;
    }

    // Of a state that nobody has seen yet.
    private void Count(Transcription said)
    {
        Segments++;
        Words += said.Words;
        LatencyMs = said.LatencyMs;
        LastEventAt = LastEventAfter(said, IsClosing);
    }

    private SessionId HighestWith(SessionId session) => session.Value > HighestSession.Value ? session : HighestSession;

    // An error of the log, and what comes after it, changes nothing about it.
    private DateTimeOffset? StoppedAtAfter(StateChange change) => change.Phase switch
    {
        Phase.Recording => null,
        Phase.Processing when IsOpen && !IsPaused && !IsClosing => StoppedAt ?? change.At,
        _ => StoppedAt,
    };

    // Late transcriptions have the time at which they were spoken, which lies before known events.
    private DateTimeOffset LastEventAfter(SessionEvent recorded, bool isClosing)
    {
        if (recorded is SessionRecovered { Resumed: false } recovered) return recovered.LastEventAt;

        var isSpoken = recorded is Transcription or SegmentMeasured or SegmentFailed or SegmentWithheld or AudioKept
            or RecogniserChanged;
        return LastEventAt is { } last && (isSpoken ? recorded.At < last : isClosing) ? last : recorded.At;
    }

    /// <summary>
    /// Seconds from the start of the last session to a moment, without those in which it was paused or the machine
    /// slept.
    /// </summary>
    public double DurationSAt(DateTimeOffset end)
    {
        if (StartedAt is not { } started) return 0;

        if (StoppedAt is { } stopped && end > stopped) end = stopped;
        var absentS = AbsentS + (PausedAt is { } since && end > since ? (end - since).TotalSeconds : 0);
        return Math.Max(0, (end - started).TotalSeconds - absentS);
    }

    /// <summary>The figures of the open session at a moment, or those of the last session when none is open.</summary>
    public SessionFigures FiguresAt(DateTimeOffset now)
    {
        // A daemon that comes up does not read a closed session's transcriptions again: its metrics say what they came
        // to.
        if (!IsOpen && Segments == 0 && LastMetrics is { } last) return last.Figures;

        var end = EndedAt ?? (IsClosing ? LastEventAt : null) ?? now;
        var durationS = DurationSAt(end);
        return new(
            Segments,
            Words,
            SpeakingRate.WordsPerMinute(Words, SpokenS),
            Math.Round(durationS, 1),
            LatencyMs);
    }
}
