using Swictation.Domain.Names;

namespace Swictation.Sockets.Protocol;

/// <summary>Something that a server of protocol 2 can do beyond the first one: a name in the answer to a hello, fixed for ever.</summary>
public readonly record struct FeedFeature(string Name) : IWireName<FeedFeature>
{
    /// <summary>A hello may name the log that it knows; another one is refused.</summary>
    public static FeedFeature LogId { get; } = new("log_id");

    /// <summary>A hello with a type that does not exist is refused.</summary>
    public static FeedFeature Types { get; } = new("types");

    /// <summary>Lines of an event whose form is not the first say which one it is.</summary>
    public static FeedFeature Version { get; } = new("v");

    /// <summary>A <c>snapshot</c> comes behind each hello, and again when it changes.</summary>
    public static FeedFeature Snapshot { get; } = new("snapshot");

    /// <summary>Requests for <c>sessions</c>, <c>session</c> and <c>search</c> are answered.</summary>
    public static FeedFeature Get { get; } = new("get");

    /// <summary>So are those for <c>status</c>.</summary>
    public static FeedFeature Status { get; } = new("status");

    /// <summary>A snapshot says whether the source has ended.</summary>
    public static FeedFeature SourceEnded { get; } = new("source_ended");

    /// <summary>The answer to a hello, and a snapshot, say so where a session is played and no daemon serves.</summary>
    public static FeedFeature Replay { get; } = new("replay");

    /// <summary>Requests for <c>transcripts</c> are answered.</summary>
    public static FeedFeature Transcripts { get; } = new("transcripts");

    /// <summary>The answer to a hello has the hash of all events; a hello may name one, and a log with another past is refused.</summary>
    public static FeedFeature HeadHash { get; } = new("head_hash");

    public static FeedFeature Named(string name) => new(name);

    public override string ToString() => Name;
}
