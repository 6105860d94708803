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
/// at a time.
/// </summary>
/// <param name="state">What the log says at the start.</param>
/// <param name="backlog">Whether a stopped session has to wait for transcriptions.</param>
/// <param name="suspensions">Null for a machine that never sleeps.</param>
internal sealed class SessionRecorder(
    IEventLog log,
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
    private long _head;
    private bool _hasSource = true;

    /// <summary>The state that the log says.</summary>
    public DaemonState State => Volatile.Read(ref _state);

    /// <summary>The figures of the session at this moment. Waits for nobody.</summary>
    public SessionFigures Figures => State.FiguresAt(_clock.Now);

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _clock.Since(State is { IsOpen: true } open ? open.StartedAt : null);

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
    /// Starts a session. One that is still being transcribed goes on instead: its end has not been told yet.
    /// </summary>
    public RecordingOutcome Start()
    {
        lock (_deciding)
        {
            if (_state.Phase == Phase.Recording) return Outcome("Already recording");

            var now = Now();
            var isContinued = _state.Session is not null;
            var session = _state.Session ?? _state.LastSession.Next();
            if (!isContinued) _events.Add(new SessionStarted(session, now));
            _events.Add(new StateChanged(session, now, Phase.Recording));
            AppendWithMetrics(now);
            gate.Open(session);
            var message = isContinued ? "Recording continued" : "Recording started";
            return Outcome(HasSource ? message : $"{message}, but the source has ended: nothing will be heard");
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
            return Outcome("Recording stopped") with { Session = session };
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
            if (_state.Session != session) return false;

            var now = Now();
            SegmentEvents.Add(_events, _state, segments, now, time);
            _metrics.AddNews();
            if (_metrics.AllowsMore)
                AppendWithMetrics(now);
            else
                Append();
            return true;
        }
    }

    /// <summary>Records that the recogniser failed on a segment. The session goes on.</summary>
    public void RecordFailure(SessionId session, TimeSpan start, TimeSpan spoken, string error)
    {
        lock (_deciding)
        {
            if (_state.Session != session) return;

            _events.Add(new SegmentFailed(
                session, Now(), SegmentEvents.Seconds(start), SegmentEvents.Seconds(spoken), error));
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

    /// <summary>Appends metrics if they are due; to be called about ten times a second.</summary>
    public void UpdateMetrics()
    {
        lock (_deciding)
        {
            if (_metrics.IsDue(_state.IsOpen)) AppendWithMetrics(Now());
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
        AddMetrics(_state, now);
        _events.Add(new SessionEnded(session, now));
        _events.Add(new StateChanged(session, now, Phase.Idle));
        AppendWithMetrics(now);
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

    // The state follows what is committed, never what was meant to be.
    private void Append()
    {
        try
        {
            foreach (var recorded in _events) _forms.Add(WireWriter.ToAppend(recorded));
            _head = log.Append(CollectionsMarshal.AsSpan(_forms)).Last;
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

    private RecordingOutcome Outcome(string message) => new(message, _state.Phase, _state.Session, _head);

    private DateTimeOffset Now() => _clock.Next(_state, _events);
}
