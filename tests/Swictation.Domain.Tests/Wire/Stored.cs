using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Domain.Tests.Wire;

/// <summary>Rows of a log for tests of what reads them.</summary>
internal static class Stored
{
    public const long Sequence = 7;

    /// <summary>The row that an event becomes.</summary>
    public static StoredEvent Of(SessionEvent recorded)
    {
        var e = WireWriter.ToAppend(recorded);
        return new(Sequence, e.Session, e.AtMicroseconds, e.Type, e.Version, e.Body);
    }

    /// <summary>A row with any body.</summary>
    public static StoredEvent Row(
        EventType type, string body, SessionId? session = null, long at = 0, int version = WireWriter.CurrentVersion) =>
        new(Sequence, session, at, type, version, Encoding.UTF8.GetBytes(body));

    /// <summary>The line that an event becomes, without its newline.</summary>
    public static string Line(SessionEvent recorded) => Encoding.UTF8.GetString(WireWriter.ToAppend(recorded).Body.Span);
}
