using Swictation.Domain.Errors;

namespace Swictation.Daemon.Typing.Ways.Wayland;

/// <summary>The compositor cannot be asked, or has refused.</summary>
/// <param name="reason">Why, in words.</param>
internal sealed class WaylandException(string reason) : SwictationException($"Wayland: {reason}")
{
    public string Reason { get; } = reason;
}
