namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>Where speech comes from, in the order in which it is recognised.</summary>
internal enum SpeechOrigin
{
    /// <summary>It was just said.</summary>
    Live,

    /// <summary>A daemon that was killed had heard it, and had no time for it.</summary>
    Left,

    /// <summary>The recogniser has failed on it before.</summary>
    Failed,
}
