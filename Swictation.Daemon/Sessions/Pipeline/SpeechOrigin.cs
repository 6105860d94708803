namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>Where speech comes from, in the order in which it is recognised.</summary>
internal enum SpeechOrigin
{
    /// <summary>Live speech.</summary>
    Live,

    /// <summary>Speech that a killed daemon had recorded and not transcribed.</summary>
    Left,

    /// <summary>Speech that the recogniser has failed on before.</summary>
    Failed,

    /// <summary>Speech of the past, and of files, that somebody wants recognised.</summary>
    Asked,
}
