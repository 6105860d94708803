using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The log has nothing to go on with behind the position that was asked for.</summary>
/// <param name="reason">What it has and what to do, without the position.</param>
internal sealed class PositionRefusedException(long position, string reason)
    : SwictationException($"--after {position}: {reason}")
{
    public long Position { get; } = position;

    public string Reason { get; } = reason;
}
