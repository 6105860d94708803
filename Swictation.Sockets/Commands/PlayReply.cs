namespace Swictation.Sockets.Commands;

/// <summary>The reply to a <c>play</c> that is not refused.</summary>
public sealed record PlayReply : CommandReply
{
    /// <summary>Clients of the metrics socket to which the session is played.</summary>
    public required int Clients { get; init; }
}
