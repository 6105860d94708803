using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Replay.Grammar;
using Swictation.Storage.Forgetting;

namespace Swictation.Replay.Sessions;

/// <summary>What the words of a command line select in a log.</summary>
/// <param name="archive">The log.</param>
/// <param name="upTo">Nothing newer: what is shown is what goes.</param>
internal sealed class ForgettingScope(SessionArchive archive, long upTo, ForgettingExtent extent, TimeProvider time)
{
    private ForgettingSelection Nothing => new(upTo, Extent: extent);

    /// <exception cref="Errors.SessionNotFoundException">The log has no such session.</exception>
    /// <exception cref="Errors.SessionRefusedException">A session has no such part.</exception>
    public IEnumerable<ForgettingSelection> Of(ForgetTarget target)
    {
        switch (target)
        {
            case ForgetTarget.Sessions { Selector: var selector }:
                foreach (var session in archive.FindAll([selector])) yield return Nothing with { Session = session.Id };
                break;
            case ForgetTarget.PartOfSession { Selector: var selector, From: var from, Until: var until }:
                var found = archive.Find(selector);
                var (first, last) = SessionTimes.FindPart(found, from, until, time);
                yield return Nothing with
                {
                    Session = found.Id,
                    FromUs = first is { } begin ? Microseconds(begin) : null,
                    ToUs = last is { } end ? Microseconds(end) : null,
                };
                break;
            case ForgetTarget.AtPositions { Range: var range }:
                yield return Nothing with { Positions = [range] };
                break;
        }
    }

    public ForgettingSelection Matching(string words) => Nothing with { Words = words };

    public ForgettingSelection Since(When when) => Nothing with { FromUs = Microseconds(when.Begin(TimeAnchor.Of(time))) };

    /// <summary>What was said before a time, which itself is left out.</summary>
    public ForgettingSelection Before(When when) => Nothing with { ToUs = Microseconds(when.Begin(TimeAnchor.Of(time))) - 1 };

    /// <summary>
    /// The same of what had happened when the user was shown it, but was not in the log yet: it has got a later position since. A
    /// position itself does not move.
    /// </summary>
    /// <param name="shown">What the user was shown.</param>
    /// <param name="askedAt">A moment before that.</param>
    /// <param name="head">The newest position now.</param>
    public static IEnumerable<ForgettingSelection> StoredSince(IEnumerable<ForgettingSelection> shown, DateTimeOffset askedAt, long head) =>
        from selection in shown
        where selection.Kind != ForgettingKind.Positions && head > selection.UpTo
        select selection with { After = selection.UpTo, UpTo = head, ToUs = Math.Min(selection.ToUs ?? long.MaxValue, Microseconds(askedAt)) };

    private static long Microseconds(DateTimeOffset at) => WireTime.ToMicroseconds(at);
}
