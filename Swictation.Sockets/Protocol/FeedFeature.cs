namespace Swictation.Sockets.Protocol;

/// <summary>What a server of protocol 2 can do beyond the first one: the names in the answer to a hello, fixed for ever.</summary>
public static class FeedFeature
{
    /// <summary>A hello may name the log that it knows; another one is refused.</summary>
    public const string LogId = "log_id";

    /// <summary>A hello with a type that does not exist is refused.</summary>
    public const string Types = "types";

    /// <summary>Lines of an event whose form is not the first say which one it is.</summary>
    public const string Version = "v";

    /// <summary>A <c>snapshot</c> comes behind each hello, and again when it changes.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Requests for <c>sessions</c>, <c>session</c> and <c>search</c> are answered.</summary>
    public const string Get = "get";

    /// <summary>So are those for <c>status</c>.</summary>
    public const string Status = "status";
}
