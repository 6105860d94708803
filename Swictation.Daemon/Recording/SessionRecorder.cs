using Swictation.Daemon.Clocks;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;

namespace Swictation.Daemon.Recording;

/// <summary>
/// Turns what happens into events and appends them: the only one who does. What the log says is the state; there is no
/// other. Every method returns when its events are committed and may be called from any thread: one decides and appends
/// at a time. While the log cannot be written, events are held and count as what it says, until no more fit.
/// </summary>
/// <param name="state">What the log says at the start.</param>
/// <param name="backlog">Whether a stopped session has to wait for transcriptions.</param>
/// <param name="suspensions">Null for a machine that never sleeps.</param>
internal sealed class SessionRecorder(
    PatientLog log,
    DaemonState state,
    RecordingGate gate,
    IBacklog backlog,
    ISystemLoadMeter load,
    TimeProvider time,
    ISuspensionMeter? suspensions = null)
{
    private readonly Lock _deciding = new();
    private readonly RecordedState _recorded = new(log, state, load, time, suspensions);
    private bool _hasSource = true;

    /// <summary>The state that the log says.</summary>
    public DaemonState State => _recorded.State;

    /// <summary>The figures of the session at this moment. Waits for nobody.</summary>
    public SessionFigures Figures => _recorded.Figures;

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _recorded.SessionTime;

    /// <summary>What interfaces are told: <c>error</c> while the log cannot be written, whatever is going on.</summary>
    public Phase Phase => Outage is null ? State.Phase : Phase.Error;

    /// <summary>Why nothing is written now; null while everything is.</summary>
    public LogOutage? Outage => _recorded.Outage;

    /// <summary>False once there is nothing more to be heard.</summary>
    public bool HasSource
    {
        get => Volatile.Read(ref _hasSource);
        private set => Volatile.Write(ref _hasSource, value);
    }

    /// <summary>Appends what a daemon that comes up has to say; opens the gate if a session goes on.</summary>
    public void ComeUp(IReadOnlyList<SessionEvent> recovery)
    {
        lock (_deciding)
        {
            _recorded.Events.AddRange(recovery);
            _recorded.AppendWithMetrics(_recorded.Now());
            if (State is { Session: { } session, Phase: Phase.Recording }) gate.Open(session);
        }
    }

    /// <summary>
    /// Starts a session. One that is still being transcribed goes on instead: its end has not been told yet. One that
    /// a restart is about to close ends first; what it still lacks is recorded late.
    /// </summary>
    public RecordingOutcome Start()
    {
        lock (_deciding)
        {
            if (State.Phase == Phase.Recording) return Outcome("Already recording");

            var now = _recorded.Now();
            if (State.IsClosing) AddEnd(State.Session!.Value, now);
            var isContinued = State is { Session: not null, IsClosing: false };
            var session = isContinued ? State.LastSession : State.LastSession.Next();
            if (!isContinued) _recorded.Events.Add(new SessionStarted(session, now));
            _recorded.Events.Add(new StateChanged(session, now, Phase.Recording));
            _recorded.AppendWithMetrics(now);
            gate.Open(session);
            var message = isContinued ? "Recording continued" : "Recording started";
            return Done(HasSource ? message : $"{message}, but the source has ended: nothing will be heard");
        }
    }

    /// <summary>
    /// Stops recording. Returns at once: what is left is transcribed afterwards, and only then the session ends.
    /// </summary>
    public RecordingOutcome Stop()
    {
        lock (_deciding)
        {
            if (State.Session is not { } session) return Outcome("Not recording");
            if (State.Phase == Phase.Processing) return Outcome("Already stopped, still transcribing");

            if (backlog.IsEmpty)
                End(session);
            else
                Change(session, Phase.Processing);
            gate.Close();
            return Done("Recording stopped") with { Session = session };
        }
    }

    /// <summary>The source has ended or failed: whoever starts from now on is told so.</summary>
    public void NoteSourceEnded() => HasSource = false;

    /// <summary>Starts if nothing is being recorded, stops otherwise.</summary>
    public RecordingOutcome Toggle()
    {
        lock (_deciding) return State.Phase is Phase.Recording or Phase.Error ? Stop() : Start();
    }

    /// <summary>
    /// Records segments of the open session, in one transaction. False: the session is not open (any more).
    /// </summary>
    public bool TryRecord(SessionId session, ReadOnlySpan<RecognisedSegment> segments)
    {
        lock (_deciding)
        {
            if (State.Session != session) return false;

            var now = _recorded.Now();
            SegmentEvents.Add(_recorded.Events, State, segments, now, time);
            if (_recorded.AddNews())
                _recorded.AppendWithMetrics(now);
            else
                _recorded.Append();
            return true;
        }
    }

    /// <summary>
    /// Records what was said in a session earlier, with the time at which it was said; also where the session is
    /// closed.
    /// </summary>
    public void RecordLate(SessionId session, LateText said)
    {
        lock (_deciding)
        {
            var now = _recorded.Now();
            SegmentEvents.AddLate(_recorded.Events, session, said, now);
            if (State.Session == session) _recorded.AddNews();
            _recorded.Append();
        }
    }

    /// <summary>Records that the recogniser failed on a segment of the open session. The session goes on.</summary>
    /// <param name="keptAs">Name of the file that keeps its audio; null if it could not be kept.</param>
    public void RecordFailure(SessionId session, TimeSpan start, TimeSpan spoken, string error, string? keptAs = null)
    {
        lock (_deciding) if (State.Session == session) RecordLateFailure(session, start, spoken, error, keptAs);
    }

    /// <summary>As <see cref="RecordFailure"/>, of what was said earlier; also where the session is closed.</summary>
    public void RecordLateFailure(
        SessionId session, TimeSpan start, TimeSpan spoken, string error, string? keptAs = null)
    {
        lock (_deciding)
        {
            SegmentEvents.AddFailure(_recorded.Events, session, _recorded.Now(), start, spoken, error, keptAs);
            _recorded.Append();
        }
    }

    /// <summary>Records that speech was given up before it was transcribed. The session goes on.</summary>
    /// <param name="reason">Why it had to be kept in memory.</param>
    public void RecordDropped(SessionId session, TimeSpan start, TimeSpan duration, string reason)
    {
        lock (_deciding)
        {
            if (State.Session != session) return;

            _recorded.Events.Add(new AudioDropped(
                session, _recorded.Now(), SegmentEvents.Seconds(start), SegmentEvents.Seconds(duration), reason));
            _recorded.Append();
        }
    }

    /// <summary>
    /// To be called when the backlog has become empty: a stopped session ends, unless it was taken up again.
    /// </summary>
    public void Complete(SessionId session)
    {
        lock (_deciding)
            if (State.Session == session && State.Phase == Phase.Processing && backlog.IsEmpty) End(session);
    }

    /// <summary>
    /// The source has failed: the session stays open, in the state <c>error</c>, until somebody stops it.
    /// </summary>
    public void Fail(SessionId session)
    {
        lock (_deciding)
        {
            if (State.Session != session || State.Phase != Phase.Recording) return;

            Change(session, Phase.Error);
            gate.Close();
        }
    }

    /// <summary>The microphone is lost: the session goes on when it is back, in the state <c>error</c> until then.
    /// </summary>
    /// <param name="heardUpTo">How much of the session was recorded.</param>
    public void Interrupt(SessionId session, TimeSpan heardUpTo, string reason)
    {
        lock (_deciding) if (State.Session == session && State.Phase == Phase.Recording)
            _recorded.AppendInterruption(session, heardUpTo, reason);
    }

    /// <summary>The microphone is back.</summary>
    /// <param name="goesOnAt">Where in the session's audio.</param>
    /// <param name="lost">For how long nothing was heard.</param>
    public void EndInterruption(SessionId session, TimeSpan goesOnAt, TimeSpan lost)
    {
        lock (_deciding) if (State.Session == session && State.IsInterrupted)
            _recorded.AppendEndOfInterruption(session, goesOnAt, lost);
    }

    /// <summary>Returns when nobody else decides or appends: a sign of life.</summary>
    public void Answer()
    {
        lock (_deciding) _ = State;
    }

    /// <summary>
    /// Appends metrics if they are due, or tries again to write what is held; to be called about ten times a second.
    /// </summary>
    public void UpdateMetrics()
    {
        lock (_deciding) _recorded.Update();
    }

    /// <summary>The last chance to write what is held.</summary>
    /// <returns>The events that could not be written, oldest first; none if everything is in the log.</returns>
    public IReadOnlyList<EventToAppend> ReleaseOrGiveUp()
    {
        lock (_deciding) return _recorded.ReleaseOrGiveUp();
    }

    private void Change(SessionId session, Phase phase)
    {
        var now = _recorded.Now();
        _recorded.Events.Add(new StateChanged(session, now, phase));
        _recorded.AppendWithMetrics(now);
    }

    private void End(SessionId session)
    {
        var now = _recorded.Now();
        AddEnd(session, now);
        _recorded.Events.Add(new StateChanged(session, now, Phase.Idle));
        _recorded.AppendWithMetrics(now);
    }

    private void AddEnd(SessionId session, DateTimeOffset now)
    {
        _recorded.AddMetrics(State, now);
        _recorded.Events.Add(State is { IsClosing: true, LastEventAt: { } last }
            ? new SessionEnded(session, last, SessionEnded.Recovered)
            : new SessionEnded(session, now));
    }

    private RecordingOutcome Outcome(string message) => new(message, Phase, State.Session, _recorded.Head);

    private RecordingOutcome Done(string message) =>
        Outcome(Outage is { } outage ? $"{message}, but it cannot be stored yet: {outage.Reason}" : message);
}
