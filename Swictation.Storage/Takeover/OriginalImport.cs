using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Hashing;

namespace Swictation.Storage.Takeover;

/// <summary>
/// The events that the database of the original comes to: each session with its segments, in the order of their start, and
/// the totals. Sessions keep their numbers.
/// </summary>
internal sealed class OriginalImport(OriginalReader original, DateTimeOffset now)
{
    // Larger ones come from no counter, and leave no room for the next ones.
    private const long LargestNumber = int.MaxValue;

    private const int DigitsOfName = 16;

    private readonly Dictionary<long, SessionId> _renumbered = [];

    public long Sessions { get; private set; }

    public long Segments { get; private set; }

    public IEnumerable<SessionEvent> Read()
    {
        var totals = original.ReadTotals();
        var log = NameOf(original.ReadFirst() ?? $"{totals?.UpdatedAt}");
        Renumber();
        foreach (var session in original.ReadSessions())
        {
            yield return Of(session, log);
            Sessions++;
            foreach (var segment in original.ReadSegments(session.Id))
            {
                yield return Of(segment, NumberOf(session.Id), new(log, session.Id, segment.Id));
                Segments++;
            }
        }

        if (totals is not null) yield return Of(totals, log);
    }

    private static string NameOf(string first) =>
        "original-" + Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(first)))[..DigitsOfName];

    private static bool IsNumber(long id) => id is > 0 and <= LargestNumber;

    private void Renumber()
    {
        var highest = 0L;
        List<long> strange = [];
        foreach (var session in original.ReadSessions())
        {
            if (IsNumber(session.Id)) highest = Math.Max(highest, session.Id);
            else strange.Add(session.Id);
        }

        foreach (var id in strange) _renumbered.Add(id, new(++highest));
    }

    private SessionId NumberOf(long id) => _renumbered.TryGetValue(id, out var number) ? number : new(id);

    private SessionImported Of(OriginalSession session, string log) => new(
        NumberOf(session.Id),
        WireTime.FromSeconds(session.StartTime),
        new(log, session.Id, Position: 0),
        WireTime.FromSeconds(session.EndTime),
        session.DurationS,
        session.Segments,
        session.Words,
        session.Characters,
        session.Wpm,
        session.LatencyMs,
        session.HasEnd == 0 ? SessionEndReason.Recovered : null);

    private static SegmentImported Of(OriginalSegment segment, SessionId session, Origin origin) => new(
        session,
        WireTime.FromSeconds(segment.At),
        origin,
        segment.DurationS,
        segment.Words ?? WordCounter.Plain.Count(segment.Text),
        segment.Characters,
        segment.RecognitionMs,
        segment.LatencyMs,
        segment.Text);

    private TotalsImported Of(OriginalTotals totals, string log) => new(
        totals.UpdatedAt is { } updated ? WireTime.FromSeconds(updated) : now,
        log,
        totals.Words,
        totals.Characters,
        totals.Sessions,
        totals.Segments,
        totals.Minutes,
        totals.Wpm,
        totals.LatencyMs,
        totals.SavedMinutes,
        totals.BestWpm,
        totals.BestWpmSession is { } best ? NumberOf(best).Value : null,
        totals.LowestLatencyMs,
        totals.LowestLatencySession is { } lowest ? NumberOf(lowest).Value : null);
}
