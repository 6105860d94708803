using System.Globalization;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Protocol;

/// <summary>
/// The lines for clients while nothing can be committed, and so nothing can be an event. Each with its newline.
/// </summary>
internal static class OutageLines
{
    /// <summary>
    /// Protocol 1, which has no other way to say it: byte for byte the event that will be stored when that is possible
    /// again.
    /// </summary>
    public static ReadOnlyMemory<byte> StateChange(LogOutage outage)
    {
        var body = WireWriter.ToAppend(new StateChange(Session: null, outage.Since, Phase.Error)).Body;
        return (byte[])[.. body.Span, (byte)'\n'];
    }

    /// <summary>Protocol 2: a line without a position.</summary>
    public static ReadOnlyMemory<byte> Error(LogOutage outage)
    {
        var since = outage.Since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return ControlLines.Error(new(
            FeedErrorCode.StorageFailed,
            $"Nothing can be stored since {since}: {outage.Reason}. Speech is held in memory; its events come "
            + "when they are stored"));
    }
}
