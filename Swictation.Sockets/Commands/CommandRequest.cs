namespace Swictation.Sockets.Commands;

/// <summary>What a client of the command socket wants.</summary>
/// <param name="RequestId">The client's name for this request: echoed, and not done twice within a minute.</param>
/// <param name="SessionId">The session that it is about, for actions that are about one.</param>
/// <param name="On">Which way, for actions that switch something.</param>
/// <param name="LogId">The log in which that session is; null for whichever the daemon writes.</param>
/// <param name="Force">True to have it done although something may be lost.</param>
public sealed record CommandRequest(
    string Action,
    string? RequestId,
    long? SessionId = null,
    bool? On = null,
    string? LogId = null,
    bool? Force = null);
