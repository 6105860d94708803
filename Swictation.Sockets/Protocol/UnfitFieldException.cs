namespace Swictation.Sockets.Protocol;

/// <summary>A field of a client's line has no meaning. Caught where the line is read.</summary>
internal sealed class UnfitFieldException(FeedError error) : Exception(error.Message)
{
    public FeedError Error { get; } = error;
}
