namespace Swictation.Sockets.Metrics;

/// <summary>What can go wrong with clients of the metrics socket.</summary>
public enum FeedErrorKind
{
    /// <summary>A client could not be accepted.</summary>
    Accept,

    /// <summary>Lines could not be sent: the client is gone.</summary>
    Send,

    /// <summary>
    /// A limit was reached and cut something: too many clients, a client that takes nothing, or a session that has more
    /// transcriptions than a late client gets.
    /// </summary>
    Limit,

    /// <summary>A client asked for what there is not, or sent what cannot be understood.</summary>
    Request,

    /// <summary>A process of another user came.</summary>
    Peer,

    /// <summary>A fault of the daemon's own.</summary>
    Internal,
}
