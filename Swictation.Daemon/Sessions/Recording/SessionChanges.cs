using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// What commands mean in the state that the log says: which events they bring, and whether the source is listened to
/// afterwards. One thread at a time.
/// </summary>
internal sealed class SessionChanges(RecordedState recorded, RecordingGate gate, IBacklog backlog)
{
    private bool _hasSource = true;

    // What was heard before this moment was said in confidence: while a session was paused, or off the record.
    private long? _notBefore;

    /// <summary>False once there is nothing more to be heard. Any thread may ask.</summary>
    public bool HasSource
    {
        get => Volatile.Read(ref _hasSource);
        set => Volatile.Write(ref _hasSource, value);
    }

    /// <summary>The session that was cancelled last. Any thread may ask.</summary>
    public SessionId? LastCancelled => State.EndReason == SessionEnded.Cancelled ? State.LastSession : null;

    /// <summary>True if <see cref="Toggle"/> stops.</summary>
    public bool TogglesOff => State.Phase is Phase.Recording or Phase.Error;

    private DaemonState State => recorded.State;

    private bool CanResume => State is { IsPaused: true, IsClosing: false };

    // Also while its microphone is lost: then it is waited for.
    private bool IsListening => State.Phase == Phase.Recording || State.IsInterrupted;

    /// <summary>Appends what a daemon that comes up has to say; opens the gate if a session goes on.</summary>
    /// <param name="offTheRecord">Whether what is said is off the record; null for as the log says.</param>
    public void ComeUp(IReadOnlyList<SessionEvent> recovery, bool? offTheRecord)
    {
        recorded.Events.AddRange(recovery);
        var now = recorded.Now();
        if (offTheRecord is { } isWanted && isWanted != State.IsOffTheRecord)
        {
            var open = recovery.OfType<SessionEnded>().Any() ? null : State.Session;
            recorded.Events.Add(new OffTheRecordChanged(open, now, isWanted));
        }

        recorded.AppendWithMetrics(now);
        if (State is { Session: { } session, Phase: Phase.Recording }) Open(session);
    }

    public RecordingOutcome Start()
    {
        if (State.Phase == Phase.Recording) return Outcome("Already recording");
        if (CanResume) return Resume();

        var now = recorded.Now();
        if (State.IsClosing) AddEnd(State.Session!.Value, now);
        var isContinued = State is { Session: not null, IsClosing: false };
        var session = isContinued ? State.LastSession : State.LastSession.Next();
        if (!isContinued) recorded.Events.Add(new SessionStarted(session, now));
        Listen(session, now);
        return Started(isContinued ? "Recording continued" : "Recording started");
    }

    public RecordingOutcome Stop()
    {
        if (State.Session is not { } session) return Outcome("Not recording");
        if (State.Phase == Phase.Processing && !CanResume) return Outcome("Already stopped, still transcribing");

        if (backlog.IsEmpty)
            End(session);
        else
            Change(session, Phase.Processing, isOver: true);
        gate.Close();
        return Done("Recording stopped") with { Session = session };
    }

    public RecordingOutcome Toggle() => TogglesOff ? Stop() : Start();

    public RecordingOutcome Pause()
    {
        if (State.Session is not { } session) return NoSession("pause");
        if (CanResume) return Outcome("Already paused");
        if (!IsListening)
            return WrongState("The session is not being recorded; start, or toggle, takes it up again");

        var now = recorded.Now();
        recorded.Events.Add(new SessionPaused(session, now));
        AppendState(session, now, backlog.IsEmpty ? Phase.Idle : Phase.Processing);
        gate.Close();
        return Done("Recording paused");
    }

    public RecordingOutcome Resume()
    {
        if (State.Session is not { } session) return NoSession("resume");
        if (State.Phase == Phase.Recording) return Outcome("Already recording");
        if (!CanResume) return WrongState("The session is not paused; start, or toggle, takes it up again");

        var now = recorded.Now();
        AddPauseEnd(session, now);
        Listen(session, now);
        return Started("Recording resumed");
    }

    public RecordingOutcome Cancel()
    {
        if (State.Session is not { } session) return NoSession("cancel");

        End(session, SessionEnded.Cancelled);
        gate.Close();
        return Done("Recording cancelled") with { Session = session };
    }

    public RecordingOutcome SetOffTheRecord(bool isWanted)
    {
        if (State.IsOffTheRecord == isWanted)
            return Outcome(isWanted ? "Already off the record" : "Already on the record");

        recorded.Events.Add(new OffTheRecordChanged(State.Session, recorded.Now(), isWanted));
        recorded.Append();
        // What was said on the record, and comes a moment late, may be taken for off the record, but not the reverse.
        if (!isWanted || !IsListening) _notBefore = recorded.Timestamp;
        if (State.Session is { } session && IsListening)
        {
            // What is being said ends here, and what follows is another turn: no segment is both.
            gate.Close();
            Open(session);
        }

        return Done(isWanted ? "Off the record from now on" : "On the record again");
    }

    /// <summary>The backlog has become empty.</summary>
    public void Complete(SessionId session)
    {
        if (State.Session != session || State.Phase != Phase.Processing || !backlog.IsEmpty) return;

        if (CanResume)
            Change(session, Phase.Idle);
        else
            End(session);
    }

    public void Fail(SessionId session)
    {
        if (State.Session != session || State.Phase != Phase.Recording) return;

        Change(session, Phase.Error);
        gate.Close();
    }

    private void Open(SessionId session) => gate.Open(session, State.IsOffTheRecord, _notBefore);

    private void Listen(SessionId session, DateTimeOffset now)
    {
        AppendState(session, now, Phase.Recording);
        Open(session);
    }

    private void Change(SessionId session, Phase phase, bool isOver = false)
    {
        var now = recorded.Now();
        if (isOver) AddPauseEnd(session, now);
        AppendState(session, now, phase);
    }

    private void End(SessionId session, string? reason = null)
    {
        var now = recorded.Now();
        AddEnd(session, now, reason);
        AppendState(session, now, Phase.Idle);
    }

    // Appends what was gathered, and behind it the state that it leads to.
    private void AppendState(SessionId session, DateTimeOffset now, Phase phase)
    {
        recorded.Events.Add(new StateChanged(session, now, phase));
        recorded.AppendWithMetrics(now);
    }

    private void AddEnd(SessionId session, DateTimeOffset now, string? reason = null)
    {
        var recoveredAt = State.IsClosing ? State.LastEventAt : null;
        AddPauseEnd(session, recoveredAt ?? now);
        recorded.AddMetrics(now);
        recorded.Events.Add(new SessionEnded(
            session, recoveredAt ?? now, reason ?? (recoveredAt is null ? null : SessionEnded.Recovered)));
    }

    private void AddPauseEnd(SessionId session, DateTimeOffset at)
    {
        if (State.PausedAt is not { } since) return;

        _notBefore = recorded.Timestamp;
        recorded.Events.Add(SegmentEvents.PauseEnd(session, since, at));
    }

    private RecordingOutcome Started(string message) =>
        Done(HasSource ? message : $"{message}, but the source has ended: nothing will be heard");

    private RecordingOutcome NoSession(string verb) =>
        Outcome($"There is no session to {verb}") with { Refusal = RecordingRefusal.NoSession };

    private RecordingOutcome WrongState(string reason) =>
        Outcome(reason) with { Refusal = RecordingRefusal.WrongState };

    private RecordingOutcome Outcome(string message) =>
        new(message, recorded.Phase, State.Session, recorded.Head) { WithoutText = State.WithoutText.All.Count };

    private RecordingOutcome Done(string message) =>
        Outcome(recorded.Outage is { } outage ? $"{message}, but it cannot be stored yet: {outage.Reason}" : message);
}
