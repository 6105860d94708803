using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>The form in which events are sent.</summary>
internal interface ILineEncoder
{
    /// <summary>The lines of a step. Valid until the next call.</summary>
    ReadOnlyMemory<byte> Encode(in FeedStep step);
}
