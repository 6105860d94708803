using System.Text.Json.Serialization;

namespace Swictation.Sockets.Commands;

/// <summary>
/// One line on the command socket, with the fields that replies of every kind have. Existing clients read
/// <c>status</c>, <c>message</c>, <c>error</c> and <c>state</c>. The kinds are records of their own; a plain reply is a
/// refusal, or says only that something was done.
/// </summary>
public record CommandReply
{
    public const string Succeeded = "success";
    public const string Failed = "error";

    /// <summary>It was done, but for something that has to be waited for: only of actions that say so.</summary>
    public const string Pending = "pending";

    /// <summary><see cref="Succeeded"/>, <see cref="Pending"/> or <see cref="Failed"/>.</summary>
    [JsonRequired, JsonPropertyOrder(-7)]
    public string Status { get; init; } = Succeeded;

    /// <summary>For people; absent in errors.</summary>
    [JsonPropertyOrder(-6)]
    public string? Message { get; init; }

    /// <summary>For errors.</summary>
    [JsonPropertyOrder(-5)]
    public CommandErrorCode? Code { get; init; }

    /// <summary>For errors, a sentence for people.</summary>
    [JsonPropertyOrder(-4)]
    public string? Error { get; init; }

    /// <summary>The daemon's state after the command; absent in errors, where clients take it for success.</summary>
    [JsonPropertyOrder(-3)]
    public string? State { get; init; }

    /// <summary>The open session, or the one that the command has just ended.</summary>
    [JsonPropertyOrder(-2)]
    public long? SessionId { get; init; }

    /// <summary>Position of the newest event that the reply speaks of.</summary>
    [JsonPropertyOrder(-1)]
    public long? Seq { get; init; }

    /// <summary>The client's name for the request; absent where it gave none.</summary>
    [JsonPropertyOrder(100)]
    public string? RequestId { get; init; }

    public bool IsPending => Status == Pending;

    public bool IsSuccess => Status == Succeeded;

    public static CommandReply Success(string message) => new() { Message = message };

    public static CommandReply Failure(CommandErrorCode code, string error) => new() { Status = Failed, Code = code, Error = error };
}
