namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The correction of samples that keeps them on time.</summary>
internal enum CaptureCorrection
{
    None,

    /// <summary>The device's clock is fast: one is to be left out.</summary>
    OneTooMany,

    /// <summary>It is slow: one is to be put in.</summary>
    OneTooFew,

    /// <summary>Many are missing: those that follow come from later than the count says.</summary>
    Lost,
}
