using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>Why a session ended otherwise than by a stop.</summary>
public readonly record struct SessionEndReason(string Name) : IWireName<SessionEndReason>
{
    /// <summary>
    /// The daemon was gone for longer than the resume window and closed the session when it came back.
    /// </summary>
    public static SessionEndReason Recovered { get; } = new("recovered");

    /// <summary>
    /// A user cancelled it: speech without text by then is never transcribed, also not after a restart.
    /// </summary>
    public static SessionEndReason Cancelled { get; } = new("cancelled");

    public static SessionEndReason Named(string name) => new(name);

    public override string ToString() => Name;
}
