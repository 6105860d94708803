using Swictation.Domain.Names;

namespace Swictation.Sockets.Protocol;

/// <summary>The code of an error on the metrics socket; docs/protocol.md lists those of this version.</summary>
public readonly record struct FeedErrorCode(string Name) : IWireName<FeedErrorCode>
{
    public static FeedErrorCode InvalidHello { get; } = new("invalid_hello");
    public static FeedErrorCode UnsupportedProtocol { get; } = new("unsupported_protocol");
    public static FeedErrorCode InputTooLarge { get; } = new("input_too_large");
    public static FeedErrorCode UnknownType { get; } = new("unknown_type");
    public static FeedErrorCode LogChanged { get; } = new("log_changed");
    public static FeedErrorCode PositionPruned { get; } = new("position_pruned");
    public static FeedErrorCode PositionUnknown { get; } = new("position_unknown");
    public static FeedErrorCode SessionUnknown { get; } = new("session_unknown");
    public static FeedErrorCode HelloRequired { get; } = new("hello_required");
    public static FeedErrorCode InvalidRequest { get; } = new("invalid_request");
    public static FeedErrorCode UnknownRequest { get; } = new("unknown_request");
    public static FeedErrorCode TooManyRequests { get; } = new("too_many_requests");
    public static FeedErrorCode NotAvailable { get; } = new("not_available");
    public static FeedErrorCode TimedOut { get; } = new("timed_out");
    public static FeedErrorCode RequestFailed { get; } = new("request_failed");
    public static FeedErrorCode LogDamaged { get; } = new("log_damaged");
    public static FeedErrorCode TooManyClients { get; } = new("too_many_clients");
    public static FeedErrorCode PermissionDenied { get; } = new("permission_denied");

    /// <summary>No refusal: nothing can be committed at the moment, and events come when it can.</summary>
    public static FeedErrorCode StorageFailed { get; } = new("storage_failed");

    public static FeedErrorCode Named(string name) => new(name);

    public override string ToString() => Name;
}
