namespace Swictation.Sockets.Commands;

/// <summary>A request of a client of the command socket.</summary>
/// <param name="RequestId">The client's name for this request: echoed, and not done twice within a minute.</param>
/// <param name="SessionId">The session, for actions on one.</param>
/// <param name="On">The new value, for actions that switch something on or off.</param>
/// <param name="LogId">The log of that session; null for the one that the daemon writes.</param>
/// <param name="Force">True to do it although something may be lost.</param>
/// <param name="Speed">How fast a session is played; 1 as it happened, 0 as fast as possible.</param>
/// <param name="MaxGapS">The longest pause of a session that is played, in seconds, before it is divided by the speed.</param>
/// <param name="Position">The transcription that is delivered: its position in the log.</param>
/// <param name="First">The first of several, up to <paramref name="Position"/>.</param>
/// <param name="Way">How its words are put at the cursor.</param>
/// <param name="Window">The window that has the cursor.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Ms">From the first key to the last.</param>
/// <param name="Again">True if they may have been delivered before.</param>
public sealed record CommandRequest(
    string Action,
    string? RequestId,
    long? SessionId = null,
    bool? On = null,
    string? LogId = null,
    bool? Force = null,
    double? Speed = null,
    double? MaxGapS = null,
    long? Position = null,
    long? First = null,
    string? Way = null,
    string? Window = null,
    string? Outcome = null,
    double? Ms = null,
    bool? Again = null);
