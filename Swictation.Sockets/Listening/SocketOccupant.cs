namespace Swictation.Sockets.Listening;

/// <summary>The kinds of things that can stand at the path of a socket.</summary>
public enum SocketOccupant
{
    /// <summary>The path is free.</summary>
    Nothing,

    /// <summary>A socket that nobody listens on any more: left behind by a process that was killed.</summary>
    Stale,

    /// <summary>A socket that somebody listens on.</summary>
    Live,

    /// <summary>A file or a directory.</summary>
    NoSocket,
}
