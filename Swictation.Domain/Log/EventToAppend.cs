using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>An event in its wire form, not yet in the log: all but its sequence number.</summary>
/// <param name="AtMicroseconds">Microseconds since 1970, UTC.</param>
/// <param name="Version">Version of the body's form; readers upcast older ones.</param>
/// <param name="Body">The protocol 1 line in UTF-8, without its newline, as it is stored.</param>
/// <param name="LiveBody">
/// The line for clients that are up to date, where it differs from the stored one (the one exception to promise P3):
/// text off the record. Stays in memory. Empty everywhere else.
/// </param>
public readonly record struct EventToAppend(
    SessionId? Session,
    long AtMicroseconds,
    EventType Type,
    int Version,
    ReadOnlyMemory<byte> Body,
    ReadOnlyMemory<byte> LiveBody = default)
{
    /// <summary>The line for clients that are up to date.</summary>
    public ReadOnlyMemory<byte> Sent => LiveBody.IsEmpty ? Body : LiveBody;
}
