using System.Text.Json.Nodes;

namespace Swictation.Sockets.Commands;

/// <summary>
/// One line on the command socket. Existing clients read <c>status</c>, <c>message</c>, <c>error</c> and <c>state</c>.
/// </summary>
/// <param name="Status"><c>success</c> or <c>error</c>.</param>
/// <param name="Code">For errors, one of <see cref="CommandErrorCode"/>.</param>
/// <param name="Error">For errors, a sentence for people.</param>
/// <param name="State">The daemon's state after the command; absent in errors, where clients take it for success.</param>
/// <param name="SessionId">The open session, or the one that the command has just ended.</param>
/// <param name="Seq">Position of the newest event that the reply speaks of.</param>
public sealed record CommandReply(
    string Status,
    string? Message = null,
    string? Code = null,
    string? Error = null,
    string? State = null,
    long? SessionId = null,
    long? Seq = null)
{
    /// <summary>True while the open session is paused, else absent; only in the reply to <c>status</c>.</summary>
    public bool? Paused { get; init; }

    /// <summary>True while somebody is being heard to speak, else absent; only in the reply to <c>status</c>.</summary>
    public bool? Hearing { get; init; }

    /// <summary>
    /// The session that is being played to interfaces in place of the present; absent while none is. Only in the reply to
    /// <c>status</c>.
    /// </summary>
    public long? Playing { get; init; }

    /// <summary>True once the source has ended or failed, else absent; only in the reply to <c>status</c>.</summary>
    public bool? SourceEnded { get; init; }

    /// <summary>
    /// True while speech is off the record, else absent; only in the replies to <c>status</c> and
    /// <c>off_the_record</c>.
    /// </summary>
    public bool? OffTheRecord { get; init; }

    /// <summary>Seconds that the open session lasts, without its pauses; only in the reply to <c>status</c>.</summary>
    public double? DurationS { get; init; }

    public int? Segments { get; init; }

    public int? Words { get; init; }

    /// <summary>
    /// Segments of the session that have no text so far, because the recogniser failed on them; absent when there are
    /// none.
    /// </summary>
    public int? WithoutText { get; init; }

    /// <summary>Segments that will be transcribed again; only in the reply to <c>retry</c>.</summary>
    public int? Queued { get; init; }

    /// <summary>
    /// Seconds of audio that earlier daemons had left and that are done by now; absent where there was none.
    /// </summary>
    public double? RecoveredS { get; init; }

    /// <summary>Segments of it that became text.</summary>
    public int? RecoveredSegments { get; init; }

    /// <summary>Segments of it that the recogniser failed on; absent when there are none.</summary>
    public int? RecoveredFailed { get; init; }

    /// <summary>Seconds of such audio that are still to be done; absent when none are.</summary>
    public double? RecoveringS { get; init; }

    /// <summary>
    /// How it stands with the microphone: <c>closed</c>, <c>preparing</c>, <c>open</c> or <c>missing</c>; absent for other
    /// sources. Only in the reply to <c>status</c>.
    /// </summary>
    public string? Microphone { get; init; }

    /// <summary>Connected clients of the metrics socket; only in the reply to <c>status</c>.</summary>
    public int? Clients { get; init; }

    /// <summary>
    /// Current problems and their remedies, a sentence each for people; absent while there are none. Only in
    /// the reply to <c>status</c>.
    /// </summary>
    public IReadOnlyList<string>? Trouble { get; init; }

    public int? Pid { get; init; }

    public string? Version { get; init; }

    /// <summary>An object of figures; only in the reply to <c>metrics</c>.</summary>
    public JsonObject? Metrics { get; init; }

    public string? RequestId { get; init; }

    public bool IsSuccess => Status == "success";

    public static CommandReply Success(string message) => new("success", message);

    public static CommandReply Failure(string code, string error) => new("error", Code: code, Error: error);
}
