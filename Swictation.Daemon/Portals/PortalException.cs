using Swictation.Domain.Errors;

namespace Swictation.Daemon.Portals;

/// <summary>A desktop portal did not do what it was asked for.</summary>
/// <param name="reason">Why, and what to do.</param>
internal sealed class PortalException(PortalFault fault, string reason) : SwictationException($"portal: {reason}")
{
    public PortalFault Fault { get; } = fault;

    public string Reason { get; } = reason;
}
