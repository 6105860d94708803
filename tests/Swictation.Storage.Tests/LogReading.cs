using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Tests;

internal static class LogReading
{
    /// <summary>Everything after a position, page by page.</summary>
    public static List<StoredEvent> ReadAll(this IEventLogReader reader, long after = 0) =>
        [.. reader.EventsAfter(after)];

    public static AppendReceipt Append(this IEventLog log, params SessionEvent[] events) =>
        log.Append(events.Select(WireWriter.ToAppend).ToArray());

    public static string Text(this ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
