using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Writing;

/// <summary>Checks events before they are appended.</summary>
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

    public static bool EndsSession(ReadOnlySpan<EventToAppend> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Type == SessionEnd.TypeName) return true;
        }

        return false;
    }
}
