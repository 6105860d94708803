using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Copies;

/// <summary>What a log takes of one session of another.</summary>
internal sealed class SessionImport
{
    private readonly ImportTarget _target;
    private readonly LogSource _source;
    private readonly SourceSession _session;
    private readonly Dictionary<long, bool> _known = [];
    private readonly Origin _origin;
    private readonly SpeechSums _sums;
    private readonly bool _isTold;
    private long _new;
    private long _held;
    private long _stillThere;

    public SessionImport(ImportTarget target, LogSource source, SourceSession session)
    {
        (_target, _source, _session) = (target, source, session);
        var isOwn = target.IsOwn(session);
        var (left, log, hasAny) = Judge(session);
        _origin = session.Origin with { Log = log ?? session.Origin.Log };
        _sums = left;
        var number = target.Sessions.Find(_origin.Log, _origin.Session);
        // Only here: a session of two histories is known by another name.
        var told = number is { } here ? target.Sessions.Find(here)!.Position : -1;
        IsNothing = _new == 0 && (isOwn || told >= _origin.Position || (number is null && hasAny));
        _isTold = number is not null && told >= _origin.Position;
        Number = number ?? target.NextNumber;
        if (IsNothing) return;

        if (number is null) target.NextNumber++;
        target.Sessions.Note(Number, _origin);
    }

    /// <summary>True where the log has all of it.</summary>
    public bool IsNothing { get; }

    /// <summary>Its number here.</summary>
    public long Number { get; }

    public ImportReport AddTo(ImportReport report) => new(
        report.Sessions + (IsNothing ? 0 : 1),
        report.Segments + _new,
        report.Held + _held,
        report.StillThere + _stillThere);

    /// <summary>Its events in the order in which they are appended.</summary>
    public IEnumerable<EventToAppend> Events()
    {
        if (!_isTold) yield return WireWriter.ToAppend(Session());
        foreach (var segment in _source.ReadSegments(_session))
        {
            if (_target.Judge(segment, _session.StartUs, _known) is (ImportFate.New, var log))
                yield return segment.In(new(Number), log);
        }
    }

    // The figures of what is left of it here, the name of its log, and whether there is any segment.
    private (SpeechSums Left, string? Log, bool HasAny) Judge(SourceSession session)
    {
        Learn(session.Origin.Log);
        string? name = null;
        var without = default(SpeechSums);
        var hasAny = false;
        foreach (var segment in _source.ReadSegments(session))
        {
            hasAny = true;
            var (fate, log) = _target.Judge(segment, session.StartUs, _known);
            if (fate == ImportFate.New)
            {
                // The other history of a log: what came of it already is known by that name.
                if (name is null && log != session.Origin.Log && Learn(log)) (fate, log) = _target.Judge(segment, session.StartUs, _known);
                name ??= log;
            }

            if (fate == ImportFate.New) _new++;
            else Note(fate, segment);
            if (fate != ImportFate.New && !_known.ContainsKey(segment.Origin.Position)) without += segment.Sums;
        }

        return (session.Sums.Without(without), name, hasAny);
    }

    private bool Learn(string log)
    {
        if (_target.Sessions.Find(log, _session.Origin.Session) is not { } number) return false;
        foreach (var (position, isForgotten) in _target.ReadKnown(number)) _known.TryAdd(position, isForgotten);
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
