using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>Text cannot be brought to the clipboard.</summary>
/// <param name="reason">The cause and a remedy.</param>
internal sealed class ClipboardException(string reason) : SwictationException(reason)
{
    public string Reason { get; } = reason;
}
