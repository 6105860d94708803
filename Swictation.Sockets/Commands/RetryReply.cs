namespace Swictation.Sockets.Commands;

/// <summary>The reply to a <c>retry</c> that is not refused.</summary>
public sealed record RetryReply : CommandReply
{
    /// <summary>Segments that will be transcribed again.</summary>
    public required int Queued { get; init; }
}
