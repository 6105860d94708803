using Swictation.Daemon.Platform.Clocks;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Turns what happens into events and appends them: the only one who does. What the log says is the state; there is no
/// other. Every method returns when its events are committed and may be called from any thread: one decides and appends
/// at a time. While the log cannot be written, events are held and count as what it says, until no more fit.
/// </summary>
internal sealed class SessionRecorder
{
    private readonly Lock _deciding = new();
    private readonly RecordedState _recorded;
    private readonly SessionChanges _changes;
    private readonly TimeProvider _time;
    private readonly WordKeeper? _words;

    /// <param name="state">What the log says at the start.</param>
    /// <param name="backlog">Whether a stopped session has to wait for transcriptions.</param>
    /// <param name="suspensions">Null for a machine that never sleeps.</param>
    /// <param name="words">Keeps what the user wants, before it is done; null where no daemon comes after this.</param>
    public SessionRecorder(
        PatientLog log,
        DaemonState state,
        RecordingGate gate,
        IBacklog backlog,
        ISystemLoadMeter load,
        TimeProvider time,
        ISuspensionMeter? suspensions = null,
        WordKeeper? words = null)
    {
        _recorded = new(log, state, load, time, suspensions);
        _changes = new(_recorded, gate, backlog);
        _time = time;
        _words = words;
    }

    /// <summary>The state that the log says.</summary>
    public DaemonState State => _recorded.State;

    /// <summary>The figures of the session at this moment. Waits for nobody.</summary>
    public SessionFigures Figures => _recorded.Figures;

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _recorded.SessionTime;

    /// <summary>What interfaces are told: <c>error</c> while the log cannot be written, whatever is going on.</summary>
    public Phase Phase => _recorded.Phase;

    /// <summary>Why nothing is written now; null while everything is.</summary>
    public LogOutage? Outage => _recorded.Outage;

    /// <summary>Events that wait in memory because nothing can be written, and the bytes that they take.</summary>
    public (int Events, long Bytes) Held
    {
        get
        {
            lock (_deciding) return _recorded.Held;
        }
    }

    /// <summary>False once there is nothing more to be heard.</summary>
    public bool HasSource => _changes.HasSource;

    /// <summary>Where the time of the segments went that were committed.</summary>
    public StageMetrics Stages => _recorded.Stages;

    /// <summary>Appends what a daemon that comes up has to say; opens the gate if a session goes on.</summary>
    /// <param name="offTheRecord">Whether what is said is off the record; null for as the log says.</param>
    public void ComeUp(IReadOnlyList<SessionEvent> recovery, bool? offTheRecord = null)
    {
        lock (_deciding) _changes.ComeUp(recovery, offTheRecord);
    }

    /// <summary>
    /// Starts a session. One that is paused or still being transcribed goes on instead: its end has not been told yet.
    /// One that a restart is about to close ends first; what it still lacks is recorded late.
    /// </summary>
    public RecordingOutcome Start()
    {
        lock (_deciding)
        {
            _words?.Keep(Word.Record);
            return _changes.Start();
        }
    }

    /// <summary>Stops recording at once; what is left is transcribed, and only then the session ends.</summary>
    public RecordingOutcome Stop()
    {
        lock (_deciding)
        {
            _words?.Keep(Word.Stop);
            return _changes.Stop();
        }
    }

    /// <summary>The user wants the daemon to end: nothing is recorded by itself until somebody starts it.</summary>
    public void Quit()
    {
        lock (_deciding) _words?.Keep(Word.Quit);
    }

    /// <summary>Stops recording because the daemon ends, whoever wants that.</summary>
    public void End()
    {
        lock (_deciding)
        {
            _words?.End();
            _changes.Stop();
        }
    }

    /// <summary>Listens if nothing is being listened to, stops otherwise: a paused session goes on.</summary>
    public RecordingOutcome Toggle()
    {
        lock (_deciding)
        {
            _words?.Keep(_changes.TogglesOff ? Word.Stop : Word.Record);
            return _changes.Toggle();
        }
    }

    /// <summary>Stops listening, and leaves the session open. What was heard is still transcribed.</summary>
    public RecordingOutcome Pause()
    {
        lock (_deciding)
        {
            _words?.Keep(Word.Pause);
            return _changes.Pause();
        }
    }

    /// <summary>Listens again after a pause.</summary>
    public RecordingOutcome Resume()
    {
        lock (_deciding)
        {
            var outcome = _changes.Resume();
            if (outcome.Refusal is null) _words?.Keep(Word.Record);
            return outcome;
        }
    }

    /// <summary>Ends the session at once. What is not transcribed yet never is.</summary>
    public RecordingOutcome Cancel()
    {
        lock (_deciding)
        {
            _words?.Keep(Word.Cancel);
            return _changes.Cancel();
        }
    }

    /// <summary>
    /// Has what is said from now on withheld from the log, or not any more. It holds over sessions and restarts.
    /// </summary>
    public RecordingOutcome SetOffTheRecord(bool isWanted)
    {
        lock (_deciding) return _changes.SetOffTheRecord(isWanted);
    }

    /// <summary>True if a session was cancelled and no other one was started since.</summary>
    public bool IsCancelled(SessionId session) => _changes.LastCancelled == session;

    /// <summary>The source has ended or failed: whoever starts from now on is told so.</summary>
    public void NoteSourceEnded() => _changes.HasSource = false;

    /// <summary>
    /// Records segments of the open session, in one transaction. False: the session is not open (any more).
    /// </summary>
    public bool TryRecord(SessionId session, ReadOnlySpan<RecognisedSegment> segments)
    {
        lock (_deciding)
        {
            if (State.Session != session) return false;

            var now = _recorded.Now();
            var index = _recorded.Events.Count;
            SegmentEvents.Add(_recorded.Events, State, segments, now, _time);
            if (_recorded.AddNews())
                _recorded.AppendWithMetrics(now);
            else
                _recorded.Append();
            // Segments of audio come one by one.
            if (segments is [var segment]) _recorded.NoteCommitted(session, segment, index);
            return true;
        }
    }

    /// <summary>
    /// Records what was said in a session earlier, with the time at which it was said; also where the session is
    /// closed, but not where it was cancelled meanwhile.
    /// </summary>
    public void RecordLate(SessionId session, LateText said)
    {
        lock (_deciding)
        {
            if (IsCancelled(session)) return;

            var now = _recorded.Now();
            SegmentEvents.AddLate(_recorded.Events, session, said, now);
            if (State.Session == session) _recorded.AddNews();
            _recorded.Append();
        }
    }

    /// <summary>Records that the recogniser failed on a segment of the open session. The session goes on.</summary>
    public void RecordFailure(SessionId session, SpeechFailure failure)
    {
        lock (_deciding) if (State.Session == session) RecordLateFailure(session, failure);
    }

    /// <summary>As <see cref="RecordFailure"/>, of what was said earlier; also where the session is closed.</summary>
    public void RecordLateFailure(SessionId session, SpeechFailure failure)
    {
        lock (_deciding)
        {
            SegmentEvents.AddFailure(_recorded.Events, session, failure, _recorded.Now());
            _recorded.Append();
            Stages.NoteFailure();
        }
    }

    /// <summary>Records that there are no words in a segment of earlier, on which the recogniser had failed.</summary>
    public void RecordLateSilence(SessionId session, TimeSpan start, TimeSpan spoken)
    {
        lock (_deciding) _recorded.Append(now =>
            new SegmentFoundSilent(session, now, SegmentEvents.Seconds(start), SegmentEvents.Seconds(spoken)));
    }

    /// <summary>Records that speech was given up before it was transcribed. The session goes on.</summary>
    /// <param name="reason">Why it had to be kept in memory.</param>
    public void RecordDropped(SessionId session, TimeSpan start, TimeSpan duration, string reason)
    {
        lock (_deciding) if (State.Session == session) _recorded.Append(now => new AudioDropped(
            session, now, SegmentEvents.Seconds(start), SegmentEvents.Seconds(duration), reason));
    }

    /// <summary>
    /// To be called when the backlog has become empty: a stopped session ends, unless it was taken up again, and a
    /// paused one becomes idle.
    /// </summary>
    public void Complete(SessionId session)
    {
        lock (_deciding) _changes.Complete(session);
    }

    /// <summary>
    /// The source has failed: the session stays open, in the state <c>error</c>, until somebody stops it.
    /// </summary>
    public void Fail(SessionId session)
    {
        lock (_deciding) _changes.Fail(session);
    }

    /// <summary>The microphone is lost: the session goes on when it is back, and is in error until then.</summary>
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

    /// <summary>The microphone gives nothing but zeros, or sound again. The session goes on.</summary>
    /// <param name="silent">For how long there were zeros before; null if they have begun.</param>
    public void NoteSilence(SessionId session, TimeSpan at, TimeSpan? silent)
    {
        lock (_deciding) if (State.Session == session) _recorded.AppendSilence(session, at, silent);
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
}
