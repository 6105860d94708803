namespace Swictation.Sockets.Feed;

/// <summary>What a cursor gives next.</summary>
/// <param name="Lines">Whole lines to send; empty at the end.</param>
/// <param name="DueIn">How long to wait before they are sent.</param>
public readonly record struct FeedStep(ReadOnlyMemory<byte> Lines, TimeSpan DueIn)
{
    /// <summary>There is nothing more to be had now.</summary>
    public static FeedStep End => default;

    public bool IsEnd => Lines.IsEmpty;
}
