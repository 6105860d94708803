using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>Limits of the metrics socket.</summary>
public sealed record FeedOptions
{
    /// <summary>A client that takes nothing for this long is closed; it can connect again and catch up.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>More clients than this are refused.</summary>
    public int MaxClients { get; init; } = 256;

    /// <summary>The version of the serving program, for protocol 2 clients.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>
    /// How often the stored metrics are sent again outside a session: user interfaces take their absence for a dead
    /// daemon.
    /// </summary>
    public TimeSpan IdleRepetition { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Which clients are served as the Tauri desktop interface needs it.</summary>
    public ClientDialect Dialect { get; init; } = ClientDialect.Auto;

    /// <summary>
    /// How long such a client is sent nothing after it has connected: its window listens half a second after its
    /// start, and never shows earlier lines.
    /// </summary>
    public TimeSpan DesktopHold { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Says what is going on, for clients of protocol 2. May be called by any thread and waits for nobody; null where nobody
    /// is told.
    /// </summary>
    public Func<Snapshot>? TakeSnapshot { get; init; }

    /// <summary>The session that is played where this is a replay; null in a daemon. Clients of protocol 2 are told.</summary>
    public SessionId? Replay { get; init; }

    /// <summary>Answers the requests of clients of protocol 2; null where they are not answered.</summary>
    public ISessionHistory? History { get; init; }

    /// <summary>
    /// The line that the command socket replies to <c>status</c>, empty while there is none. May be called by any thread; null
    /// where nothing goes on, as in a replay.
    /// </summary>
    public Func<ReadOnlyMemory<byte>>? ReadStatus { get; init; }

    /// <summary>A request is given up when it takes longer than this to find the next rows.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is announced to clients of protocol 2: what there is here of <see cref="FeedFeature"/>.</summary>
    internal IReadOnlyList<string> Features =>
    [
        FeedFeature.LogId.Name,
        FeedFeature.Types.Name,
        FeedFeature.Version.Name,
        .. TakeSnapshot is null ? (string[])[] : [FeedFeature.Snapshot.Name, FeedFeature.SourceEnded.Name],
        FeedFeature.Replay.Name,
        .. History is null ? (string[])[] : [FeedFeature.Get.Name, FeedFeature.Transcripts.Name],
        .. History is null || ReadStatus is null ? (string[])[] : [FeedFeature.Status.Name],
        FeedFeature.HeadHash.Name,
    ];

    /// <summary>The time that clients have at the end to read the rest.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
