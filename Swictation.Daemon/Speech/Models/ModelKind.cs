namespace Swictation.Daemon.Speech.Models;

/// <summary>What a model is for.</summary>
internal enum ModelKind
{
    /// <summary>Recognises speech: <c>--transcriber</c>.</summary>
    Recogniser,

    /// <summary>Says whether anybody speaks: <c>--speech-model</c>.</summary>
    Detector,
}
