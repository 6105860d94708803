namespace Swictation.Sockets.Protocol;

/// <summary>The reason why a client's request is refused.</summary>
/// <param name="Message">The cause and a remedy.</param>
/// <param name="Oldest">The oldest position there is, where that helps.</param>
/// <param name="Head">The newest one, where that helps.</param>
/// <param name="LogId">The log that is served, where that helps.</param>
public sealed record FeedError(FeedErrorCode Code, string Message, long? Oldest = null, long? Head = null, string? LogId = null)
{
    private static readonly FeedErrorCode[] Final =
    [
        FeedErrorCode.InvalidHello,
        FeedErrorCode.UnsupportedProtocol,
        FeedErrorCode.InputTooLarge,
        FeedErrorCode.TooManyClients,
        FeedErrorCode.PermissionDenied,
        FeedErrorCode.LogDamaged,
    ];

    /// <summary>The client's name for the request that is refused; null if it is no request, or has none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>True if the client may ask again on the same connection; otherwise it is closed.</summary>
    public bool IsCorrectable => !Final.Contains(Code);
}
