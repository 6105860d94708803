using System.Collections.Immutable;
using Swictation.Daemon.Platform.Clocks;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Domain.State;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Turns commands and happenings into events, and alone appends them. The log is the only state. Takes the lock, decides,
/// appends, applies: no lock is held over an await. Every method returns when its events are committed and may be called
/// from any thread. While the log cannot be written, events are held and count as part of it, until no more fit.
/// </summary>
internal sealed class SessionRecorder
{
    private readonly Lock _deciding = new();
    private readonly RecordedState _recorded;
    private readonly GateFollower _gate;
    private readonly IBacklog _backlog;
    private readonly WordKeeper? _words;
    private readonly bool _awaitsSound;
    private readonly SoundWait _sound;
    private bool _hasSource = true;

    /// <param name="state">The state of the log at the start.</param>
    /// <param name="backlog">Whether a stopped session has to wait for transcriptions.</param>
    /// <param name="suspensions">Null for a machine that never sleeps.</param>
    /// <param name="words">Keeps the user's last word, before it is carried out; null where no daemon comes after this.</param>
    /// <param name="awaitsSound">As of <see cref="SessionDecider.Decide"/>.</param>
    /// <param name="counter">Null for one without an iterator.</param>
    public SessionRecorder(
        PatientLog log,
        DaemonState state,
        RecordingGate gate,
        IBacklog backlog,
        ISystemLoadMeter load,
        TimeProvider time,
        ISuspensionMeter? suspensions = null,
        WordKeeper? words = null,
        bool awaitsSound = false,
        WordCounter? counter = null)
    {
        Counter = counter ?? WordCounter.Plain;
        _recorded = new(log, state, load, time, suspensions, Counter);
        _gate = new(gate);
        _backlog = backlog;
        _words = words;
        _awaitsSound = awaitsSound;
        _sound = new(time);
    }

    /// <summary>Counts the words of each text.</summary>
    public WordCounter Counter { get; }

    /// <summary>The state that the log says.</summary>
    public DaemonState State => _recorded.State;

    /// <inheritdoc cref="RecordedState.Settled"/>
    public Settled Settled => _recorded.Settled;

    /// <summary>The figures of the session at this moment. Does not wait.</summary>
    public SessionFigures Figures => _recorded.Figures;

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _recorded.SessionTime;

    /// <summary>The phase for interfaces: <c>error</c> while the log cannot be written, else that of the session.</summary>
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

    /// <inheritdoc cref="PatientLog.Released"/>
    public PositionRange? Released
    {
        get
        {
            lock (_deciding) return _recorded.Released;
        }
    }

    /// <summary>False once the source has ended: replies to later starts say so.</summary>
    public bool HasSource
    {
        get => Volatile.Read(ref _hasSource);
        set => Volatile.Write(ref _hasSource, value);
    }

    /// <summary>What recognises a session, for the log when it starts; null where that is not known.</summary>
    public Func<SessionId, Recogniser?> Recogniser { get; set; } = _ => null;

    /// <summary>What sessions have chosen to be recognised by.</summary>
    public SessionChoices Choices { get; } = new();

    /// <summary>Where the time of the segments went that were committed.</summary>
    public StageMetrics Stages => _recorded.Stages;

    /// <summary>Appends the events of a daemon that starts; opens the gate if a session goes on.</summary>
    /// <param name="offTheRecord">Whether speech is off the record; null: as in the log.</param>
    public void ComeUp(IReadOnlyList<SessionEvent> recovery, bool? offTheRecord = null)
    {
        lock (_deciding)
        {
            _recorded.Events.AddRange(recovery);
            var now = _recorded.Now();
            if (offTheRecord is { } isWanted && isWanted != State.IsOffTheRecord)
            {
                var open = recovery.OfType<SessionEnd>().Any() ? null : State.Session;
                _recorded.Events.Add(new OffTheRecord(open, now, isWanted));
            }

            _recorded.AppendWithMetrics(now);
            _gate.ComeUp(State);
        }
    }

    /// <summary>Carries out a command, as <see cref="SessionDecider"/> decides.</summary>
    /// <param name="choice">What is to recognise the session, if one begins; null: the daemon's own recogniser.</param>
    public RecordingOutcome Execute(SessionCommand command, RecogniserChoice? choice = null)
    {
        lock (_deciding)
        {
            var wanted = SessionDecider.Resolve(State, command);
            var before = State.Session;
            Decision decision = default;
            DecideAndAppend((state, now) =>
            {
                decision = SessionDecider.Decide(state, wanted, _backlog.IsEmpty, now, _awaitsSound);
                // A resume that is refused is no word for the microphone; any other word counts, whatever comes of it.
                var isWord = wanted != SessionCommand.Resume || !decision.IsRefused;
                if (isWord && WordOf(wanted) is { } word) _words?.Keep(word);
                if (choice is not null && decision.Events.OfType<SessionStart>().FirstOrDefault() is { } start)
                    Choices.Note(start.Session, choice);
                return decision.Events;
            });
            return OutcomeOf(decision, before);
        }
    }

    /// <summary>
    /// Waits until the session that a command has begun is recorded, or is known to have no microphone, or is over.
    /// </summary>
    /// <param name="outcome">The outcome of the command.</param>
    /// <param name="atMost">Then it is still being prepared.</param>
    /// <returns>The outcome so far.</returns>
    public async ValueTask<RecordingOutcome> AwaitSoundAsync(RecordingOutcome outcome, TimeSpan atMost)
    {
        Task settled;
        lock (_deciding) settled = State.IsPreparing ? _sound.Begin() : Task.CompletedTask;

        await _sound.WaitForAsync(settled, atMost).ConfigureAwait(false);
        lock (_deciding)
        {
            return outcome with
            {
                Phase = Phase,
                Sequence = _recorded.Head,
                IsPreparing = State.IsPreparing,
                IsInterrupted = State.IsInterrupted,
            };
        }
    }

    /// <summary>The user ends the daemon: the next one records nothing until a start command.</summary>
    public void Quit()
    {
        lock (_deciding) _words?.Keep(Word.Quit);
    }

    /// <summary>Stops recording because the daemon ends, for any reason.</summary>
    public void End()
    {
        lock (_deciding)
        {
            _words?.End();
            DecideAndAppend(
                (state, now) => SessionDecider.Decide(state, SessionCommand.Stop, _backlog.IsEmpty, now).Events);
        }
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
            var index = _recorded.AddSegments(session, segments, now);
            if (_recorded.AddNews())
                _recorded.AppendWithMetrics(now);
            else
                _recorded.Append();
            // Segments of audio come one by one.
            if (segments is [var one]) _recorded.NoteCommitted(session, one, index);
            return true;
        }
    }

    /// <summary>Appends the events that are decided about a happening, in one transaction; nothing if there are
    /// none. A change of state brings metrics with it, and the gate follows.</summary>
    /// <param name="decide">From the state and the time of the events to the events. Must not wait.</param>
    /// <param name="recogniser">What made the text that is in them; null where there is none, or it is not known.</param>
    public void Append(
        Func<DaemonState, DateTimeOffset, ImmutableArray<SessionEvent>> decide, Recogniser? recogniser = null)
    {
        lock (_deciding) DecideAndAppend(decide, recogniser);
    }

    /// <summary>
    /// To be called when the backlog has become empty: a stopped session ends, unless it was taken up again, and a
    /// paused one becomes idle.
    /// </summary>
    public void Complete(SessionId session) =>
        Append((state, now) => _backlog.IsEmpty ? SessionDecider.Complete(state, session, now) : []);

    /// <summary>Returns when no other thread decides or appends: a sign of life.</summary>
    public void Answer()
    {
        lock (_deciding) _ = State;
    }

    /// <summary>Whether <see cref="UpdateMetrics"/> has something to do, or will have soon. Does not wait.</summary>
    public bool IsUpdateDue => _recorded.IsUpdateDue;

    /// <summary>
    /// Appends metrics if they are due, or tries again to write the held events; to be called about ten times a second.
    /// </summary>
    public void UpdateMetrics()
    {
        lock (_deciding) _recorded.Update();
    }

    /// <summary>The last chance to write the held events.</summary>
    /// <returns>The events that could not be written, oldest first; none if everything is in the log.</returns>
    public IReadOnlyList<EventToAppend> ReleaseOrGiveUp()
    {
        lock (_deciding) return _recorded.ReleaseOrGiveUp();
    }

    /// <inheritdoc cref="RecordedState.ReplaceHeld"/>
    public void ReplaceHeld(Func<IReadOnlyList<EventToAppend>, long, IReadOnlyList<EventToAppend?>?> replace)
    {
        lock (_deciding) _recorded.ReplaceHeld(replace);
    }

    private static Word? WordOf(SessionCommand command) => command switch
    {
        SessionCommand.Start or SessionCommand.Resume => Word.Record,
        SessionCommand.Stop => Word.Stop,
        SessionCommand.Pause => Word.Pause,
        SessionCommand.Cancel => Word.Cancel,
        _ => null,
    };

    private void DecideAndAppend(
        Func<DaemonState, DateTimeOffset, ImmutableArray<SessionEvent>> decide, Recogniser? recogniser = null)
    {
        var (decidedAt, wasListening) = (_recorded.Timestamp, SessionDecider.IsListening(State));
        var events = _recorded.Append(decide, recogniser, Recogniser);
        foreach (var happened in events) _gate.Apply(happened, State, decidedAt, wasListening);
        if (!State.IsPreparing) _sound.End();
    }

    private RecordingOutcome OutcomeOf(Decision decision, SessionId? before)
    {
        var isRecording =
            decision.Answer is CommandAnswer.Started or CommandAnswer.Continued or CommandAnswer.Resumed;
        return new(decision.Answer, _recorded.Phase, State.Session ?? before, _recorded.Head)
        {
            WithoutText = State.WithoutText.All.Count,
            NotStored = decision.Events.IsEmpty ? null : Outage,
            HasNoSource = isRecording && !HasSource,
        };
    }
}
