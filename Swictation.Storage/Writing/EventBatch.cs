using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Writing;

/// <summary>Looks at events before they are appended.</summary>
internal static class EventBatch
{
    /// <summary>A line that has a line break in it would be two lines to a client.</summary>
    public static void ThrowIfUnfit(ReadOnlySpan<EventToAppend> events)
    {
        if (events.IsEmpty) throw new ArgumentException("There is nothing to append.", nameof(events));
        foreach (ref readonly var e in events)
        {
            if (e.Body.IsEmpty || e.Body.Span.Contains((byte)'\n'))
                throw new ArgumentException($"The body of a {e.Type} is not one line.", nameof(events));
        }
    }

    /// <summary>
    /// What says of events that they come without their words; null where all have theirs. A stored event that has lost its
    /// words and of which none says so would be one that somebody has changed (promise P12).
    /// </summary>
    /// <param name="first">The position that the first of them gets.</param>
    public static EventToAppend? TellOfForgotten(ReadOnlySpan<EventToAppend> events, long first, TimeProvider time)
    {
        List<long>? positions = null;
        for (var i = 0; i < events.Length; i++)
        {
            if (Remains.IsForgotten(events[i].Body.Span)) (positions ??= []).Add(first + i);
        }

        return positions is null ? null : WireWriter.ToAppend(new Forgotten(
            WireTime.Truncate(time.GetLocalNow()), PositionRanges.Of(positions), ForgettingActor.User, ForgettingKind.Positions, Counts: false));
    }

    public static bool EndsSession(ReadOnlySpan<EventToAppend> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Type == SessionEnd.TypeName) return true;
        }

        return false;
    }
}
