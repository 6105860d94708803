using Swictation.Domain.Names;

namespace Swictation.Domain.Reasons;

/// <summary>
/// The code of something that is wrong: one of these, or that of a reason for which a microphone does not work;
/// docs/protocol.md lists them.
/// </summary>
public readonly record struct TroubleCode(string Name) : IWireName<TroubleCode>
{
    /// <summary>The system has no such microphone.</summary>
    public static TroubleCode MicrophoneMissing { get; } = new("microphone_missing");

    /// <summary>It does not work, for a reason that has no code.</summary>
    public static TroubleCode MicrophoneFailed { get; } = new("microphone_failed");

    /// <summary>The microphone delivers nothing but zeros, as a muted one does.</summary>
    public static TroubleCode NothingButSilence { get; } = new("nothing_but_silence");

    public static TroubleCode MicrophoneClipping { get; } = new("microphone_clipping");

    public static TroubleCode MicrophoneQuiet { get; } = new("microphone_quiet");

    /// <summary>Speech is recognised, but a crash would lose it.</summary>
    public static TroubleCode AudioNotStored { get; } = new("audio_not_stored");

    /// <summary>Audio of an earlier daemon waits for one that transcribes.</summary>
    public static TroubleCode AudioWaits { get; } = new("audio_waits");

    /// <summary>Events cannot be stored; they are held in memory.</summary>
    public static TroubleCode StorageFailed { get; } = new("storage_failed");

    /// <summary>The model that says whether anybody speaks cannot be read: all sounds are transcribed.</summary>
    public static TroubleCode SpeechNotChecked { get; } = new("speech_not_checked");

    /// <summary>The model that hears where a voice stops has failed or is too slow: sound that goes on hides pauses.</summary>
    public static TroubleCode PausesNotHeard { get; } = new("pauses_not_heard");

    /// <summary>Segments of the open session have no text.</summary>
    public static TroubleCode RecogniserFailed { get; } = new("recogniser_failed");

    /// <summary>The recogniser takes longer for speech than the speech does.</summary>
    public static TroubleCode RecogniserSlow { get; } = new("recogniser_slow");

    /// <summary>The disk of the log has less left than a day like the last one takes.</summary>
    public static TroubleCode DiskNearlyFull { get; } = new("disk_nearly_full");

    public static TroubleCode Named(string name) => new(name);

    public override string ToString() => Name;
}
