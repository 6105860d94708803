using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>Some lines of an answer.</summary>
/// <param name="IsLast">Nothing comes behind it.</param>
/// <param name="Error">Why there is no more of it; null otherwise. The lines say so too.</param>
internal readonly record struct AnswerSlice(ReadOnlyMemory<byte> Lines, bool IsLast, FeedError? Error = null)
{
    /// <summary>The line that ends an answer because there is none.</summary>
    public static AnswerSlice Refusal(FeedError error) => new(ControlLines.Error(error), IsLast: true, error);
}
