namespace Swictation.Sockets.Commands;

/// <summary>The reply to <c>deliveries</c>: from where a program that puts words at the cursor has to read.</summary>
public sealed record DeliveriesReply : CommandReply
{
    /// <summary>
    /// Every delivery of a transcription behind this position stands behind it too. Older transcriptions are nobody's to type.
    /// </summary>
    public required long After { get; init; }

    /// <summary>The log that this is a position in.</summary>
    public required string LogId { get; init; }
}
