using Swictation.Domain.Events;

namespace Swictation.Sockets.Protocol;

/// <summary>A request of a protocol 2 client, which is answered in lines that carry its name.</summary>
/// <param name="RequestId">The client's name for it: <c>reply_to</c> in the answer.</param>
public sealed record GetRequest(GetSubject Subject, string RequestId)
{
    /// <summary>At most this many sessions or transcriptions.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Only sessions with a smaller number, or transcriptions at a smaller position.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>Only sessions that began earlier; null for all.</summary>
    public DateTimeOffset? BeforeTime { get; init; }

    /// <summary>Only sessions that began then or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The session that is meant; null for all, or for the last one.</summary>
    public SessionId? Session { get; init; }

    /// <summary>The session that was started last, in place of <see cref="Session"/>.</summary>
    public bool IsLastSession { get; init; }

    /// <summary>Only transcriptions at greater positions: what comes with the session is not repeated then; null for all.</summary>
    public long? After { get; init; }

    /// <summary>What is searched for.</summary>
    public string Words { get; init; } = "";
}
