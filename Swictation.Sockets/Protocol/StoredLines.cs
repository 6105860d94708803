using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>Protocol 1: the bytes of the log, without a copy.</summary>
internal sealed class StoredLines : ILineEncoder
{
    public static readonly StoredLines Instance = new();

    public ReadOnlyMemory<byte> Encode(in FeedStep step) => step.Lines;
}
