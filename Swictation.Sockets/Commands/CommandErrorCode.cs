using Swictation.Domain.Names;

namespace Swictation.Sockets.Commands;

/// <summary>The code of an error on the command socket; docs/protocol.md lists those of this version.</summary>
public readonly record struct CommandErrorCode(string Name) : IWireName<CommandErrorCode>
{
    public static CommandErrorCode InvalidJson { get; } = new("invalid_json");
    public static CommandErrorCode NotAnObject { get; } = new("not_an_object");
    public static CommandErrorCode MissingAction { get; } = new("missing_action");
    public static CommandErrorCode InvalidRequestId { get; } = new("invalid_request_id");
    public static CommandErrorCode RequestTooLarge { get; } = new("request_too_large");
    public static CommandErrorCode RequestTimeout { get; } = new("request_timeout");
    public static CommandErrorCode UnknownAction { get; } = new("unknown_action");
    public static CommandErrorCode MissingSession { get; } = new("missing_session");
    public static CommandErrorCode MissingSwitch { get; } = new("missing_on");
    public static CommandErrorCode OtherLog { get; } = new("other_log");
    public static CommandErrorCode SessionUnknown { get; } = new("session_unknown");
    public static CommandErrorCode NoSession { get; } = new("no_session");
    public static CommandErrorCode WrongState { get; } = new("wrong_state");
    public static CommandErrorCode NoClients { get; } = new("no_clients");
    public static CommandErrorCode InvalidPace { get; } = new("invalid_pace");
    public static CommandErrorCode InvalidDelivery { get; } = new("invalid_delivery");
    public static CommandErrorCode AlreadyBegun { get; } = new("already_begun");
    public static CommandErrorCode NoSentence { get; } = new("no_sentence");
    public static CommandErrorCode InvalidText { get; } = new("invalid_text");
    public static CommandErrorCode MissingPath { get; } = new("missing_path");
    public static CommandErrorCode NoJob { get; } = new("no_job");
    public static CommandErrorCode Busy { get; } = new("busy");
    public static CommandErrorCode NoRecogniser { get; } = new("no_recogniser");
    public static CommandErrorCode UnknownTranscriber { get; } = new("unknown_transcriber");
    public static CommandErrorCode SourceUnavailable { get; } = new("source_unavailable");
    public static CommandErrorCode TooManyClients { get; } = new("too_many_clients");
    public static CommandErrorCode PermissionDenied { get; } = new("permission_denied");
    public static CommandErrorCode ShuttingDown { get; } = new("shutting_down");
    public static CommandErrorCode StorageFailed { get; } = new("storage_failed");
    public static CommandErrorCode EventsAtRisk { get; } = new("events_at_risk");
    public static CommandErrorCode Internal { get; } = new("internal_error");

    public static CommandErrorCode Named(string name) => new(name);

    public override string ToString() => Name;
}
