namespace Swictation.Sockets.Protocol;

/// <summary>The reason why a client's request is refused.</summary>
/// <param name="Message">The cause and a remedy.</param>
/// <param name="Oldest">The oldest position there is, where that helps.</param>
/// <param name="Head">The newest one, where that helps.</param>
public sealed record FeedError(FeedErrorCode Code, string Message, long? Oldest = null, long? Head = null)
{
    /// <summary>True if the client may ask again on the same connection; otherwise it is closed.</summary>
    public bool IsCorrectable => Code == FeedErrorCode.PositionPruned
        || Code == FeedErrorCode.PositionUnknown
        || Code == FeedErrorCode.SessionUnknown;
}
