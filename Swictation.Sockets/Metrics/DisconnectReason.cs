namespace Swictation.Sockets.Metrics;

/// <summary>The reasons why a client of the metrics socket is not connected any more.</summary>
public enum DisconnectReason
{
    /// <summary>It closed its connection.</summary>
    Closed,

    /// <summary>It was found gone while lines were being sent to it, or left some unread.</summary>
    Gone,

    /// <summary>It read nothing for the stall timeout.</summary>
    Stalled,

    /// <summary>It came when as many as are allowed were connected, and was never served.</summary>
    Refused,

    /// <summary>The daemon stopped.</summary>
    Shutdown,

    /// <summary>Another log came into the place of the one that it was sent.</summary>
    Replaced,

    /// <summary>It sent what cannot be understood, or the daemon failed on it.</summary>
    Error,
}
