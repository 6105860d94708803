namespace Swictation.Sockets.Metrics;

/// <summary>
/// The daemon's figures since it started: the reply to <c>metrics</c>, so the names are short.
/// docs/operations.md explains each.
/// </summary>
public sealed record BroadcasterMetrics
{
    public required double UptimeS { get; init; }

    public required long Committed { get; init; }

    /// <summary>Events that went to clients, each once for each client.</summary>
    public required long Sent { get; init; }

    public required long SentMemory { get; init; }

    public required long SentSqlite { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Clients that are connected now.</summary>
    public required long Clients { get; init; }

    /// <summary>All clients that ever connected, refused ones included.</summary>
    public required long Seen { get; init; }

    public required long Connects { get; init; }

    public required DisconnectFigures Disconnects { get; init; }

    /// <summary>Events between the slowest client and the head of the log.</summary>
    public required long Lag { get; init; }

    /// <summary>Events between the read models and the head of the log.</summary>
    public required long ModelLag { get; init; }

    public required LatencyFigures CommitUs { get; init; }

    /// <summary>From the commit until a client that was up to date had it in its socket.</summary>
    public required LatencyFigures SocketUs { get; init; }

    /// <summary>From the end of speech to the commit of its text, by stage.</summary>
    public required StageFigures StagesUs { get; init; }

    public required ErrorFigures Errors { get; init; }

    public required MicrophoneFigures Mic { get; init; }
}
