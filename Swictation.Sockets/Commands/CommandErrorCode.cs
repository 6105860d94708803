namespace Swictation.Sockets.Commands;

/// <summary>The codes of errors on the command socket; docs/protocol.md lists them.</summary>
public static class CommandErrorCode
{
    public const string InvalidJson = "invalid_json";
    public const string NotAnObject = "not_an_object";
    public const string MissingAction = "missing_action";
    public const string InvalidRequestId = "invalid_request_id";
    public const string RequestTooLarge = "request_too_large";
    public const string RequestTimeout = "request_timeout";
    public const string UnknownAction = "unknown_action";
    public const string MissingSession = "missing_session";
    public const string MissingSwitch = "missing_on";
    public const string OtherLog = "other_log";
    public const string SessionUnknown = "session_unknown";
    public const string NoSession = "no_session";
    public const string WrongState = "wrong_state";
    public const string NoClients = "no_clients";
    public const string InvalidPace = "invalid_pace";
    public const string NoRecogniser = "no_recogniser";
    public const string SourceUnavailable = "source_unavailable";
    public const string TooManyClients = "too_many_clients";
    public const string PermissionDenied = "permission_denied";
    public const string ShuttingDown = "shutting_down";
    public const string StorageFailed = "storage_failed";
    public const string EventsAtRisk = "events_at_risk";
    public const string Internal = "internal_error";
}
