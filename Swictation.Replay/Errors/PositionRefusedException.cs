using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The log has nothing to go on with behind the position that was asked for.</summary>
/// <param name="reason">The positions of the log and a remedy, without the refused one.</param>
internal sealed class PositionRefusedException(long position, string reason)
    : SwictationException($"--after {position}: {reason}")
{
    public long Position { get; } = position;

    public string Reason { get; } = reason;
}
