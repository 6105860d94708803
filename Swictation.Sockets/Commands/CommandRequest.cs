namespace Swictation.Sockets.Commands;

/// <summary>What a client of the command socket wants.</summary>
/// <param name="RequestId">The client's name for this request: echoed, and not done twice within a minute.</param>
public sealed record CommandRequest(string Action, string? RequestId);
