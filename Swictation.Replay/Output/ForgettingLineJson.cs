using Swictation.Domain.History;
using Swictation.Domain.Wire;

namespace Swictation.Replay.Output;

/// <summary>A sentence.</summary>
/// <param name="Seq">Its position.</param>
internal sealed record ForgettingLineJson(long Seq, double Timestamp, string At, string Text)
{
    public static ForgettingLineJson Of(long position, DateTimeOffset at, string text) =>
        new(position, WireTime.ToSeconds(at), JsonTime.Of(at), text);
}
