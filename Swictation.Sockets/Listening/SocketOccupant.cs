namespace Swictation.Sockets.Listening;

/// <summary>The kinds of things that can stand at the path of a socket.</summary>
public enum SocketOccupant
{
    /// <summary>The path is free.</summary>
    Nothing,

    /// <summary>A socket without a listener: left behind by a process that was killed.</summary>
    Stale,

    /// <summary>A socket with a listener.</summary>
    Live,

    /// <summary>A file or a directory.</summary>
    NoSocket,
}
