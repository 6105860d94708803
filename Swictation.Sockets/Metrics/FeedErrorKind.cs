namespace Swictation.Sockets.Metrics;

/// <summary>The kinds of errors with clients of the metrics socket.</summary>
public enum FeedErrorKind
{
    /// <summary>A client could not be accepted.</summary>
    Accept,

    /// <summary>Lines could not be sent: the client has disconnected.</summary>
    Send,

    /// <summary>
    /// A limit was reached: too many clients, a client that reads nothing, or a session with more transcriptions than a
    /// late client gets.
    /// </summary>
    Limit,

    /// <summary>A client sent a malformed hello, or asked for something that does not exist.</summary>
    Request,

    /// <summary>A process of another user connected.</summary>
    Peer,

    /// <summary>A fault of the daemon's own.</summary>
    Internal,
}
