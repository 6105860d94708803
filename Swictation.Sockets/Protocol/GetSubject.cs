namespace Swictation.Sockets.Protocol;

/// <summary>What clients of protocol 2 may ask about; the names on the wire are these in lower case.</summary>
public enum GetSubject
{
    /// <summary>What the daemon is doing, as the action <c>status</c> of the command socket says it.</summary>
    Status,

    /// <summary>A list of sessions, newest first.</summary>
    Sessions,

    /// <summary>One session and its transcriptions.</summary>
    Session,

    /// <summary>The transcriptions, newest first.</summary>
    Transcripts,

    /// <summary>The transcriptions that hold some words, newest first.</summary>
    Search,
}
