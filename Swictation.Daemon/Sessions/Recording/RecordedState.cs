using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Swictation.Daemon.Platform.Clocks;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// The state of the log, and the one way to append to it: events are gathered, appended in one transaction, and only
/// then count. One thread at a time; any may read.
/// </summary>
internal sealed class RecordedState(
    PatientLog log,
    DaemonState state,
    ISystemLoadMeter load,
    TimeProvider time,
    ISuspensionMeter? suspensions,
    WordCounter counter)
{
    private readonly List<EventToAppend> _forms = [];
    private readonly MetricsSchedule _metrics = new(time);
    private readonly EventClock _clock = new(time, suspensions, state);
    private readonly List<SessionEvent> _owed = [];
    private readonly ToldRecognisers _recognisers = new();
    private DaemonState _state = state;
    private Settled _settled = new(state, log.Head);
    private long _firstAppended;

    /// <summary>The state that the log says.</summary>
    public DaemonState State => Volatile.Read(ref _state);

    /// <summary>The state, and the newest event that is committed in it. While nothing can be committed it goes on without
    /// the event.</summary>
    public Settled Settled => Volatile.Read(ref _settled);

    /// <summary>The figures of the session at this moment.</summary>
    public SessionFigures Figures => State.FiguresAt(_clock.Now);

    /// <summary>Time since the open session began; zero when none is open.</summary>
    public TimeSpan SessionTime => _clock.Since(State is { IsOpen: true } open ? open.StartedAt : null);

    /// <summary>The phase for interfaces: <c>error</c> while the log cannot be written, else that of the session.</summary>
    public Phase Phase => Outage is null ? State.Phase : Phase.Error;

    /// <summary>Why nothing is written now; null while everything is.</summary>
    public LogOutage? Outage => log.Outage;

    /// <summary>Events that wait in memory, and their size.</summary>
    public (int Events, long Bytes) Held => (log.Held, log.HeldBytes);

    /// <inheritdoc cref="PatientLog.Released"/>
    public PositionRange? Released => log.Released;

    /// <summary>The newest event that was committed.</summary>
    public long Head => log.Head;

    /// <summary>This moment, by the monotonic clock.</summary>
    public long Timestamp => time.GetTimestamp();

    /// <summary>Where the time of the segments went that were committed.</summary>
    public StageMetrics Stages { get; } = new();

    /// <summary>The events that the next <see cref="Append()"/> appends.</summary>
    public List<SessionEvent> Events { get; } = [];

    /// <summary>
    /// The time of the events that are about to be appended. Measurements that are due come in front
    /// of them.
    /// </summary>
    public DateTimeOffset Now()
    {
        var now = _clock.Next(_state, Events);
        Events.AddRange(_owed);
        return now;
    }

    /// <summary>
    /// Appends with the next events how long a transcription took that was just committed: the last append's event
    /// with an index. Leaves out held events: those are not committed.
    /// </summary>
    public void NoteCommitted(SessionId session, in RecognisedSegment segment, int index)
    {
        if (segment.Times is not { } times || Outage is not null) return;

        var latency = time.GetElapsedTime(segment.EndedAt);
        Stages.Record(times, latency);
        if (SegmentEvents.Committed(session, segment, _firstAppended + index, latency, _clock.Now) is { } committed)
            _owed.Add(committed);
    }

    /// <summary>Something was said that the last metrics do not count; true if new ones may come with it.</summary>
    public bool AddNews()
    {
        _metrics.AddNews();
        return _metrics.AllowsMore && Outage is null;
    }

    /// <summary>Segments of the open session, each behind what has recognised it if the log does not have that yet.</summary>
    /// <returns>Where the first of their events stands among those that are about to be appended.</returns>
    public int AddSegments(SessionId session, ReadOnlySpan<RecognisedSegment> segments, DateTimeOffset now)
    {
        foreach (var segment in segments) AddRecogniser(session, now, segment.Recogniser);
        var index = Events.Count;
        SegmentEvents.Add(Events, session, segments, now, _clock, counter);
        return index;
    }

    /// <summary>What recognises the speech of a session, if the log does not have it yet.</summary>
    public void AddRecogniser(SessionId session, DateTimeOffset at, Recogniser? recogniser)
    {
        if (recogniser is not null && !_recognisers.Has(session, recogniser))
            Events.Add(new RecogniserChanged(session, at, recogniser));
    }

    /// <summary>The figures after the events that are about to be appended.</summary>
    public void AddMetrics(DateTimeOffset now)
    {
        var at = Folded();
        Events.Add(new MetricsUpdate(at.Session, now, at.Phase, at.FiguresAt(now), load.Measure()));
        _metrics.Made(IsBusy(at));
    }

    public void AppendWithMetrics(DateTimeOffset now)
    {
        AddMetrics(now);
        Append();
    }

    /// <summary>The state follows committed and held events, never planned ones.</summary>
    /// <exception cref="EventLogWriteException">The log cannot be written, and nothing more can be held.</exception>
    public void Append()
    {
        try
        {
            log.Append(Forms(), _state.Session);
            Settle();
        }
        finally
        {
            Events.Clear();
        }
    }

    /// <summary>
    /// Appends the decided events, with metrics in front of the end of a session and behind a change of state; nothing if no
    /// event is given.
    /// </summary>
    /// <param name="decide">From the state and the time of the events to the events.</param>
    /// <param name="recogniser">What made the text that is in them; null where that is not known.</param>
    /// <param name="present">What recognises a session that starts.</param>
    /// <returns>The events that were decided and appended.</returns>
    /// <exception cref="EventLogWriteException">As <see cref="Append()"/>.</exception>
    public ImmutableArray<SessionEvent> Append(
        Func<DaemonState, DateTimeOffset, ImmutableArray<SessionEvent>> decide,
        Recogniser? recogniser,
        Func<SessionId, Recogniser?> present)
    {
        var now = Now();
        var decided = decide(_state, now);
        if (decided.IsEmpty)
        {
            Events.Clear();
            return decided;
        }

        foreach (var happened in decided)
        {
            if (happened is SessionEnd) AddMetrics(now);
            if (happened is Transcription said) AddRecogniser(said.Session, said.At, recogniser);
            if (happened is Transcription && happened.InSession == _state.Session) _metrics.AddNews();
            Events.Add(happened);
            if (happened is SessionStart started) AddRecogniser(started.Session, now, present(started.Session));
        }

        if (decided.Any(happened => happened is StateChange)) AddMetrics(now);
        Append();
        foreach (var _ in decided.OfType<SegmentFailed>()) Stages.NoteFailure();
        return decided;
    }

    /// <summary>Whether <see cref="Update"/> has something to do, or will have soon. Any thread may ask.</summary>
    public bool IsUpdateDue => Outage is not null || _metrics.IsDue(IsBusy(State));

    /// <summary>
    /// Appends metrics if they are due, or tries again to write the held events; to be called about ten times a second.
    /// </summary>
    public void Update()
    {
        if (log.IsRetryDue)
            ReleaseHeld();
        else if (Outage is null && _metrics.IsDue(IsBusy(_state)))
            AppendWithMetrics(Now());
    }

    /// <summary>The last chance to write the held events.</summary>
    /// <returns>The events that could not be written, oldest first; none if everything is in the log.</returns>
    public IReadOnlyList<EventToAppend> ReleaseOrGiveUp()
    {
        if (Outage is not null) ReleaseHeld();
        return [.. log.HeldEvents];
    }

    /// <summary>Puts others in the place of the held events.</summary>
    /// <param name="replace">From them, and the event of the log that they follow; null where they stay.</param>
    public void ReplaceHeld(Func<IReadOnlyList<EventToAppend>, long, IReadOnlyList<EventToAppend?>?> replace)
    {
        if (log.Held > 0 && replace([.. log.HeldEvents], log.Head) is { } left) log.ReplaceHeld(left);
        // They may be what it was made of.
        _forms.Clear();
    }

    // A session is open and not paused, or speech of it is still being transcribed.
    private static bool IsBusy(DaemonState state) =>
        state.IsOpen && (!state.IsPaused || state.Phase != Phase.Idle);

    // Clients have seen an error, and the held events may hold any state: the last event gives the present one.
    private void ReleaseHeld()
    {
        var now = Now();
        var outageS = SegmentEvents.Seconds(now - Outage!.Since);
        Events.Add(new StorageRestored(_state.Session, now, outageS, log.Held));
        Events.Add(new StateChange(_state.Session, now, _state.Phase));
        AddMetrics(now);
        if (log.TryRelease(Forms())) Settle();
        Events.Clear();
    }

    private ReadOnlySpan<EventToAppend> Forms()
    {
        _forms.Clear();
        foreach (var recorded in Events) _forms.Add(WireWriter.ToAppend(recorded));
        return CollectionsMarshal.AsSpan(_forms);
    }

    private void Settle()
    {
        _clock.Committed();
        _owed.Clear();
        _recognisers.Note(Events);
        foreach (var withheld in Events.OfType<SegmentWithheld>()) Stages.NoteWithheld(withheld.Reason.Code);
        _firstAppended = log.Head - Events.Count + 1;
        var state = Folded();
        Volatile.Write(ref _settled, new(state, log.Head));
        Volatile.Write(ref _state, state);
    }

    // The state after the events that are about to be appended.
    private DaemonState Folded() => _state.Apply(Events);
}
