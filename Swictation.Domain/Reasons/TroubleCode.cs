namespace Swictation.Domain.Reasons;

/// <summary>
/// The codes of what can be wrong, beside those of the reasons for which a microphone does not work; docs/protocol.md lists
/// them.
/// </summary>
public static class TroubleCode
{
    /// <summary>The system has no such microphone.</summary>
    public const string MicrophoneMissing = "microphone_missing";

    /// <summary>It does not work, for a reason that has no code.</summary>
    public const string MicrophoneFailed = "microphone_failed";

    /// <summary>The microphone delivers nothing but zeros, as a muted one does.</summary>
    public const string NothingButSilence = "nothing_but_silence";

    public const string MicrophoneClipping = "microphone_clipping";

    public const string MicrophoneQuiet = "microphone_quiet";

    /// <summary>Speech is recognised, but a crash would lose it.</summary>
    public const string AudioNotStored = "audio_not_stored";

    /// <summary>Audio of an earlier daemon waits for one that transcribes.</summary>
    public const string AudioWaits = "audio_waits";

    /// <summary>Events cannot be stored; they are held in memory.</summary>
    public const string StorageFailed = "storage_failed";

    /// <summary>Segments of the open session have no text.</summary>
    public const string RecogniserFailed = "recogniser_failed";
}
