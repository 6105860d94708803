namespace Swictation.Sockets.Protocol;

/// <summary>The codes of errors on the metrics socket; docs/protocol.md lists them.</summary>
public static class FeedErrorCode
{
    public const string InvalidHello = "invalid_hello";
    public const string UnsupportedProtocol = "unsupported_protocol";
    public const string InputTooLarge = "input_too_large";
    public const string UnknownType = "unknown_type";
    public const string LogChanged = "log_changed";
    public const string PositionPruned = "position_pruned";
    public const string PositionUnknown = "position_unknown";
    public const string SessionUnknown = "session_unknown";
    public const string HelloRequired = "hello_required";
    public const string InvalidRequest = "invalid_request";
    public const string UnknownRequest = "unknown_request";
    public const string TooManyRequests = "too_many_requests";
    public const string NotAvailable = "not_available";
    public const string TimedOut = "timed_out";
    public const string RequestFailed = "request_failed";
    public const string LogDamaged = "log_damaged";
    public const string TooManyClients = "too_many_clients";
    public const string PermissionDenied = "permission_denied";

    /// <summary>No refusal: nothing can be committed at the moment, and events come when it can.</summary>
    public const string StorageFailed = "storage_failed";
}
