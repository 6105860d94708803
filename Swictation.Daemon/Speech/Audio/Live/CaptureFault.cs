namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The reason why samples are missing in front of others.</summary>
internal enum CaptureFault
{
    None,

    /// <summary>They were not taken in time, and the device has thrown them away.</summary>
    Overrun,

    /// <summary>The machine, or the device alone, was suspended.</summary>
    Suspended,
}
