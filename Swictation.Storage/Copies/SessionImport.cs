using Swictation.Domain.Events;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Copies;

/// <summary>What a log takes of one session of another.</summary>
internal sealed class SessionImport
{
    private readonly ImportTarget _target;
    private readonly LogSource _source;
    private readonly SourceSession _session;
    private readonly Dictionary<(string Log, long Position), KnownSegment> _known = [];

    // Where each sentence of the source is here.
    private readonly Dictionary<long, (long Position, bool IsOwn)> _sentences = [];
    private readonly Origin _origin;
    private readonly SpeechSums _sums;
    private readonly bool _isTold;
    private readonly bool _isOwn;
    private bool _hasOwnSegment;
    private long _new;
    private long _held;
    private long _stillThere;
    private long _added;

    public SessionImport(ImportTarget target, LogSource source, SourceSession session)
    {
        (_target, _source, _session) = (target, source, session);
        var (left, log, hasAny) = Judge(session);
        _isOwn = target.IsOwn(session) || _hasOwnSegment;
        _origin = session.Origin with { Log = log ?? session.Origin.Log };
        _sums = left;
        var number = target.Sessions.Find(_origin.Log, _origin.Session);
        // Only here: a session of two histories is known by another name.
        var told = number is { } here ? target.Sessions.Find(here)!.Position : -1;
        IsNothing = _new == 0 && (_isOwn || told >= _origin.Position || (number is null && hasAny));
        _isTold = number is not null && told >= _origin.Position;
        Number = number ?? target.NextNumber;
        IsThere = number is not null || !IsNothing;
        if (IsNothing) return;

        if (number is null) target.NextNumber++;
        target.Sessions.Note(Number, _origin);
    }

    /// <summary>True where the log has all of it, but for what people have added to it.</summary>
    public bool IsNothing { get; }

    /// <summary>Its number here.</summary>
    public long Number { get; }

    // With that number: one that was recorded here has its own.
    private bool IsThere { get; }

    public ImportReport AddTo(ImportReport report) => new(
        report.Sessions + (IsNothing ? 0 : 1),
        report.Segments + _new,
        report.Held + _held,
        report.StillThere + _stillThere,
        report.Added + _added);

    /// <summary>Its session and its segments in the order in which they are appended.</summary>
    public IEnumerable<NewEvent> Events()
    {
        if (!_isTold) yield return new(WireWriter.ToAppend(Session()));
        foreach (var segment in _source.ReadSegments(_session))
        {
            if (_target.Judge(segment, _session.StartUs, _known) is { Fate: ImportFate.New } verdict)
                yield return new(segment.In(new(Number), verdict.Origin), segment.Position);
        }
    }

    /// <summary>A segment was appended.</summary>
    /// <param name="there">Its position in the source.</param>
    /// <param name="here">Its position here.</param>
    public void NoteAppended(long there, long here) => _sentences[there] = (here, false);

    /// <summary>
    /// What people have added to it, in the order in which it is appended behind the segments. Of a title, a tag or a text the
    /// newer one counts, wherever it comes from.
    /// </summary>
    public IEnumerable<NewEvent> Additions()
    {
        if (!IsThere && !_isOwn) yield break;

        Dictionary<string, double>? newest = null;
        foreach (var addition in _source.ReadAdditions(_session))
        {
            if (_target.FindNew(addition, _session.StartUs) is not { } origin) continue;

            Afterthought? added;
            if (addition.Sentence is { } there)
            {
                added = _sentences.TryGetValue(there, out var sentence) ? Moved(addition, sentence.Position, sentence.IsOwn) : null;
            }
            else
            {
                var number = _isOwn ? _origin.Session : Number;
                newest ??= _target.Additions.ReadNewest(number);
                added = addition.Subject is { } subject && newest.TryGetValue(subject, out var at) && at > WireTime.ToSeconds(addition.Event.At)
                    ? null
                    : addition.Event with { Session = new(number) };
            }

            if (added is null) continue;
            _added++;
            yield return new(WireWriter.ToAppend(added with { Origin = origin }));
        }
    }

    // Null where the sentence has a newer text.
    private TextRevised? Moved(SourceAddition addition, long sentence, bool isOwn) =>
        _target.Additions.FindNewestText(sentence) > WireTime.ToMicroseconds(addition.Event.At)
            ? null
            : (TextRevised)addition.Event with { Session = new(isOwn ? _origin.Session : Number), Of = sentence };

    // The figures of what is left of it here, the name of its log where that is another one, and whether there is any segment.
    private (SpeechSums Left, string? Log, bool HasAny) Judge(SourceSession session)
    {
        Learn(session.Origin.Log);
        string? name = null;
        var without = default(SpeechSums);
        var hasAny = false;
        foreach (var segment in _source.ReadSegments(session))
        {
            hasAny = true;
            var verdict = _target.Judge(segment, session.StartUs, _known);
            // The other history of a log: what came of it already is known by that name.
            if (verdict.Fate == ImportFate.New && name is null && verdict.Origin.Log != session.Origin.Log
                && ImportTarget.IsOfOtherHistory(verdict.Origin.Log))
            {
                name = verdict.Origin.Log;
                if (Learn(name)) verdict = _target.Judge(segment, session.StartUs, _known);
            }

            if (verdict is { Fate: ImportFate.Held, Position: var here }) _sentences[segment.Position] = (here, verdict.IsOwn);
            _hasOwnSegment |= verdict.IsOwn;
            if (verdict.Fate == ImportFate.New) _new++;
            else Note(verdict.Fate, segment);
            var isImported = _known.ContainsKey((verdict.Origin.Log, verdict.Origin.Position));
            if (verdict.Fate != ImportFate.New && !isImported) without += segment.Sums;
        }

        return (session.Sums.Without(without), name, hasAny);
    }

    private bool Learn(string log)
    {
        if (_target.Sessions.Find(log, _session.Origin.Session) is not { } number) return false;
        foreach (var (origin, segment) in _target.ReadKnown(number)) _known.TryAdd(origin, segment);
        return true;
    }

    private void Note(ImportFate fate, SourceSegment segment)
    {
        _held++;
        if (fate == ImportFate.Forgotten && segment.HasWords) _stillThere++;
    }

    private SessionImported Session() => new(
        new(Number),
        WireTime.FromMicroseconds(_session.StartUs),
        _origin,
        WireTime.FromMicroseconds(_session.EndUs),
        Math.Max(0, _session.EndUs - _session.StartUs - _session.PausedUs) / 1e6,
        (int)_sums.Segments,
        (int)_sums.Words,
        (int)_sums.Characters,
        _sums.WordsPerMinute,
        _sums.MeanLatencyMs,
        _session.Reason,
        _sums.SpokenS,
        _session.Recogniser);
}
