using System.Runtime.InteropServices;
using Swictation.Daemon.Clocks;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

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
    private readonly List<SessionEvent> _events = [];
    private readonly List<EventToAppend> _forms = [];
    private readonly MetricsSchedule _metrics = new(time);
    private readonly EventClock _clock = new(time, suspensions, state);
    private DaemonState _state = state;
    private bool _hasSource = true;

    /// <summary>The state that the log says.</summary>
    public DaemonState State => Volatile.Read(ref _state);

    /// <summary>The figures of the session at this moment. Waits for nobody.</summary>
    public SessionFigures Figures => State.FiguresAt(_clock.Now);

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _clock.Since(State is { IsOpen: true } open ? open.StartedAt : null);

    /// <summary>What interfaces are told: <c>error</c> while the log cannot be written, whatever is going on.</summary>
    public Phase Phase => Outage is null ? State.Phase : Phase.Error;

    /// <summary>Why nothing is written now; null while everything is.</summary>
    public LogOutage? Outage => log.Outage;

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
            _events.AddRange(recovery);
            AppendWithMetrics(Now());
            if (_state is { Session: { } session, Phase: Phase.Recording }) gate.Open(session);
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
            if (_state.Phase == Phase.Recording) return Outcome("Already recording");

            var now = Now();
            if (_state.IsClosing) AddEnd(_state.Session!.Value, now);
            var isContinued = _state is { Session: not null, IsClosing: false };
            var session = isContinued ? _state.LastSession : _state.LastSession.Next();
            if (!isContinued) _events.Add(new SessionStarted(session, now));
            _events.Add(new StateChanged(session, now, Phase.Recording));
            AppendWithMetrics(now);
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
            if (_state.Session is not { } session) return Outcome("Not recording");
            if (_state.Phase == Phase.Processing) return Outcome("Already stopped, still transcribing");

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
        lock (_deciding) return _state.Phase is Phase.Recording or Phase.Error ? Stop() : Start();
    }

    /// <summary>
    /// Records segments of the open session, in one transaction. False: the session is not open (any more).
    /// </summary>
    public bool TryRecord(SessionId session, ReadOnlySpan<RecognisedSegment> segments)
    {
        lock (_deciding)
        {
            if (_state.Session != session) return false;

            var now = Now();
            SegmentEvents.Add(_events, _state, segments, now, time);
            _metrics.AddNews();
            if (_metrics.AllowsMore && Outage is null)
                AppendWithMetrics(now);
            else
                Append();
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
            var now = Now();
            SegmentEvents.AddLate(_events, session, said, now);
            if (_state.Session == session) _metrics.AddNews();
            Append();
        }
    }

    /// <summary>Records that the recogniser failed on a segment of the open session. The session goes on.</summary>
    /// <param name="keptAs">Name of the file that keeps its audio; null if it could not be kept.</param>
    public void RecordFailure(
        SessionId session, TimeSpan start, TimeSpan spoken, string error, string? keptAs = null)
    {
        lock (_deciding)
        {
            if (_state.Session == session) RecordLateFailure(session, start, spoken, error, keptAs);
        }
    }

    /// <summary>As <see cref="RecordFailure"/>, of what was said earlier; also where the session is closed.</summary>
    public void RecordLateFailure(
        SessionId session, TimeSpan start, TimeSpan spoken, string error, string? keptAs = null)
    {
        lock (_deciding)
        {
            SegmentEvents.AddFailure(_events, session, Now(), start, spoken, error, keptAs);
            Append();
        }
    }

    /// <summary>Records that speech was given up before it was transcribed. The session goes on.</summary>
    /// <param name="reason">Why it had to be kept in memory.</param>
    public void RecordDropped(SessionId session, TimeSpan start, TimeSpan duration, string reason)
    {
        lock (_deciding)
        {
            if (_state.Session != session) return;

            _events.Add(new AudioDropped(
                session, Now(), SegmentEvents.Seconds(start), SegmentEvents.Seconds(duration), reason));
            Append();
        }
    }

    /// <summary>
    /// To be called when the backlog has become empty: a stopped session ends, unless it was taken up again.
    /// </summary>
    public void Complete(SessionId session)
    {
        lock (_deciding)
        {
            if (_state.Session == session && _state.Phase == Phase.Processing && backlog.IsEmpty) End(session);
        }
    }

    /// <summary>
    /// The source has failed: the session stays open, in the state <c>error</c>, until somebody stops it.
    /// </summary>
    public void Fail(SessionId session)
    {
        lock (_deciding)
        {
            if (_state.Session != session || _state.Phase != Phase.Recording) return;

            Change(session, Phase.Error);
            gate.Close();
        }
    }

    /// <summary>Returns when nobody else decides or appends: a sign of life.</summary>
    public void Answer()
    {
        lock (_deciding) _ = _state;
    }

    /// <summary>
    /// Appends metrics if they are due, or tries again to write what is held; to be called about ten times a second.
    /// </summary>
    public void UpdateMetrics()
    {
        lock (_deciding)
        {
            if (log.IsRetryDue)
                ReleaseHeld();
            else if (Outage is null && _metrics.IsDue(_state.IsOpen))
                AppendWithMetrics(Now());
        }
    }

    /// <summary>The last chance to write what is held.</summary>
    /// <returns>The lines that could not be written, oldest first; none if everything is in the log.</returns>
    public IReadOnlyList<ReadOnlyMemory<byte>> ReleaseOrGiveUp()
    {
        lock (_deciding)
        {
            if (Outage is not null) ReleaseHeld();
            return [.. log.HeldLines];
        }
    }

    private void Change(SessionId session, Phase phase)
    {
        var now = Now();
        _events.Add(new StateChanged(session, now, phase));
        AppendWithMetrics(now);
    }

    private void End(SessionId session)
    {
        var now = Now();
        AddEnd(session, now);
        _events.Add(new StateChanged(session, now, Phase.Idle));
        AppendWithMetrics(now);
    }

    private void AddEnd(SessionId session, DateTimeOffset now)
    {
        AddMetrics(_state, now);
        _events.Add(_state is { IsClosing: true, LastEventAt: { } last }
            ? new SessionEnded(session, last, SessionEnded.Recovered)
            : new SessionEnded(session, now));
    }

    private void AppendWithMetrics(DateTimeOffset now)
    {
        AddMetrics(Folded(), now);
        Append();
    }

    private void AddMetrics(DaemonState at, DateTimeOffset now)
    {
        _events.Add(new MetricsUpdated(at.Session, now, at.Phase, at.FiguresAt(now), load.Measure()));
        _metrics.Made();
    }

    // Clients were told of an error, and the events that were held may say anything: the last one says what is true.
    private void ReleaseHeld()
    {
        var now = Now();
        var outageS = SegmentEvents.Seconds(now - Outage!.Since);
        _events.Add(new StorageRestored(_state.Session, now, outageS, log.Held));
        _events.Add(new StateChanged(_state.Session, now, _state.Phase));
        AddMetrics(Folded(), now);
        Append(behindHeld: true);
    }

    // The state follows what is committed or held, never what was meant to be.
    private void Append(bool behindHeld = false)
    {
        try
        {
            foreach (var recorded in _events) _forms.Add(WireWriter.ToAppend(recorded));
            var forms = CollectionsMarshal.AsSpan(_forms);
            if (!behindHeld)
                log.Append(forms, _state.Session);
            else if (!log.TryRelease(forms))
                return;
            _clock.Committed();
            Volatile.Write(ref _state, Folded());
        }
        finally
        {
            _events.Clear();
            _forms.Clear();
        }
    }

    // The state after the events that are about to be appended.
    private DaemonState Folded() => _events.Aggregate(_state, (folded, next) => folded.Apply(next));

    private RecordingOutcome Outcome(string message) => new(message, Phase, _state.Session, log.Head);

    private RecordingOutcome Done(string message) =>
        Outcome(Outage is { } outage ? $"{message}, but it cannot be stored yet: {outage.Reason}" : message);

    private DateTimeOffset Now() => _clock.Next(_state, _events);
}
