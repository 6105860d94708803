using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Plumbing.Files;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Storage.Audio;
using Swictation.Storage.Copies;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;

namespace Swictation.Replay.Sessions;

/// <summary>An event log opened for reading, also while a daemon records into it (promise P10).</summary>
internal sealed class SessionArchive : IDisposable
{
    private readonly string _path;
    private readonly MigratedCopy? _copy;
    private readonly TimeProvider _time;
    private readonly SqliteEventLogReader _log;
    private readonly SessionQueries _queries;
    private readonly SessionFinder _finder;
    private LogLineage? _lineage;
    private AdditionReader? _additions;

    private SessionArchive(string path, MigratedCopy? copy, SqliteEventLogReader log, SessionQueries queries, TimeProvider time)
    {
        _path = path;
        _copy = copy;
        _time = time;
        _log = log;
        _queries = queries;
        Sessions = new(queries, log);
        _finder = new(Sessions, path, time);
    }

    public IEventLogReader Log => _log;

    public SessionCatalogue Sessions { get; }

    /// <summary>Opens a log of this version, or a copy of one of an earlier version.</summary>
    /// <param name="warn">Takes a line about what may be missing, or is a copy.</param>
    /// <exception cref="DatabaseOpenException">There is no such log at the path.</exception>
    public static SessionArchive Open(string path, TimeProvider time, Action<string> warn)
    {
        var fullPath = Path.GetFullPath(path);
        var (log, copy) = ReadableLog.Open(fullPath, time, warn, read => SqliteEventLogReader.OpenReadOnly(read, time, warn));
        return new(fullPath, copy, log, new SessionQueries(copy?.Path ?? fullPath, isOpen: true), time);
    }

    /// <summary>Opens a log of this version only, for who would not wait for a copy.</summary>
    /// <inheritdoc cref="Open"/>
    public static SessionArchive OpenItself(string path, TimeProvider time, Action<string> warn)
    {
        var fullPath = Path.GetFullPath(path);
        return new(
            fullPath, null, SqliteEventLogReader.OpenReadOnly(fullPath, time, warn), new SessionQueries(fullPath, isOpen: true), time);
    }

    /// <exception cref="SessionNotFoundException">The log has no such session, or several.</exception>
    public RecordedSession Find(SessionSelector wanted) => Judge(_finder.Find(wanted));

    /// <summary>The sessions of all names, each once, in the order of their start.</summary>
    /// <exception cref="SessionNotFoundException">The log has none of one of the names.</exception>
    public IReadOnlyList<RecordedSession> FindAll(IReadOnlyList<SessionSelector> wanted) =>
        [.. _finder.FindAll(wanted).Select(Judge)];

    /// <summary>The session that an event is of; null where there is no such event, or it is of none.</summary>
    public RecordedSession? FindSessionAt(long position)
    {
        if (position < 1 || position > _log.Head) return null;
        var page = _log.ReadStored(position - 1);
        return !page.IsEmpty && page[0].Sequence == position && page[0].Session is { } session ? Sessions.Find(session) : null;
    }

    /// <summary>What people have added to a session.</summary>
    public SessionAdditions ReadAdditions(RecordedSession session) => Sessions.ReadAdditions(session.Id);

    /// <inheritdoc cref="SessionCatalogue.ReadDeliveries"/>
    public DeliveryHistory ReadDeliveries(RecordedSession session) => Sessions.ReadDeliveries(session);

    /// <summary>
    /// Whether a daemon could have a transcription typed once more: one writes to this log, and looks back as far as that.
    /// </summary>
    public bool CanTypeAgain(SpokenTranscript said) => HasWriter && said.Sequence > DeliveryHistory.FindStart(_log);

    /// <summary>The sessions that have marks or notes.</summary>
    public IReadOnlySet<SessionId> FindAnnotated() => _queries.FindAnnotated();

    /// <summary>All sessions, newest first, read as far as they are taken.</summary>
    public IEnumerable<RecordedSession> NewestFirst() => _finder.NewestFirst().Select(Judge);

    /// <inheritdoc cref="SessionQueries.Search(SearchOrder)"/>
    public SearchResult Search(SearchOrder order) => _queries.Search(order);

    /// <summary>The sessions that have a sentence with all of these words.</summary>
    public IReadOnlySet<SessionId> FindSessionsWith(string words) => _queries.FindSessionsWith(words);

    /// <summary>What was said between two moments, by sessions or by quarters of an hour.</summary>
    public IReadOnlyList<SpeechFigures> ReadFigures(DateTimeOffset from, DateTimeOffset until, bool bySession) =>
        _queries.ReadFigures(from, until, bySession);

    /// <summary>
    /// Audio of a session that is over and that no daemon has transcribed yet, or not all of it; null if there is none.
    /// </summary>
    public TimeSpan? FindWaitingAudio(RecordedSession session)
    {
        if (session.IsOpen) return null;

        var store = new AudioStore(_path, AudioRetention.None, _time, NullLogger.Instance);
        var samples = store.FindUnfinished().Where(audio => audio.Session == session.Id).Sum(audio => audio.Samples);
        return samples > 0 ? AudioFormat.Duration(samples) : null;
    }

    /// <summary>How much audio of sessions is kept although it is transcribed.</summary>
    public TimeSpan MeasureKeptAudio(IEnumerable<SessionId> sessions)
    {
        var store = new AudioStore(_path, AudioRetention.None, _time, NullLogger.Instance);
        return AudioFormat.Duration(sessions.Sum(session => store.FindKept(session).Sum(audio => audio.Samples)));
    }

    /// <summary>The transcriptions of a session in the order of their speech, read while they are walked.</summary>
    public IEnumerable<SpokenTranscript> ReadSpoken(RecordedSession session) =>
        Sessions.ReadSpoken([session]).SelectMany(one => one.Spoken);

    /// <summary>The same of several sessions; each is to be walked before the next.</summary>
    public IEnumerable<(RecordedSession Session, IEnumerable<SpokenTranscript> Spoken)> ReadSpoken(
        IEnumerable<RecordedSession> sessions) => Sessions.ReadSpoken(sessions);

    /// <summary>A sentence with where it was recorded, also if that was here.</summary>
    public SpokenTranscript WithOrigin(SpokenTranscript said)
    {
        if (said.Origin is not null) return said;
        var (log, position) = (_lineage ??= LogLineage.Open(_path)).OriginOf(said.Sequence);
        return said with { Origin = new(log, said.Session.Value, position) };
    }

    /// <summary>What people have added to a session, each with where it was added.</summary>
    public IReadOnlyList<Afterthought> ReadAdded(RecordedSession session) => Additions.Read(session.Id);

    /// <inheritdoc cref="AdditionReader.FindFirstText"/>
    public string? FindFirstText(long sentence) => Additions.FindFirstText(sentence);

    /// <summary>Everything that the log has of a session, in order.</summary>
    public IEnumerable<SessionEvent> ReadEvents(RecordedSession session) => SessionEvents.Read(_log, session.Id);

    /// <summary>The gaps of a session, by where they are.</summary>
    public IReadOnlyList<Gap> ReadGaps(RecordedSession session) =>
        SessionGaps.Of(SessionEvents.Read(_log, session.Id, type => !SaysNothingOfGaps(type)));

    /// <summary>What recognised a session, from when on.</summary>
    public IReadOnlyList<RecogniserChanged> ReadRecognisers(RecordedSession session) =>
    [
        .. SessionEvents.Read(_log, session.Id, type => type.Name == RecogniserChanged.TypeName).Cast<RecogniserChanged>(),
    ];

    // Nine of ten events: to read them is what takes the time.
    private static bool SaysNothingOfGaps(EventType type) =>
        type.Name is Transcription.TypeName or MetricsUpdate.TypeName or SegmentCommitted.TypeName;

    // Who writes holds a lock on the file, by whatever name that is reached.
    private bool HasWriter => FileState.Of(_path, followsLink: true) is { } file && FileLocks.FindHolder(file.Key) is not null;

    private AdditionReader Additions => _additions ??= new(_copy?.Path ?? _path);

    private RecordedSession Judge(RecordedSession session) =>
        session is { IsOpen: true, IsPaused: false, IsImported: false } && !HasWriter
            ? session with { IsInterrupted = true }
            : session;

    public void Dispose()
    {
        _additions?.Dispose();
        _queries.Dispose();
        _log.Dispose();
        _copy?.Dispose();
    }
}
