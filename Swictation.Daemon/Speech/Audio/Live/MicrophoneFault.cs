namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The kinds of faults of a microphone.</summary>
internal enum MicrophoneFault
{
    /// <summary>Samples were not taken before the device, or the daemon's own memory, was full.</summary>
    Overruns,

    /// <summary>The machine, or the device alone, was suspended.</summary>
    Suspends,

    /// <summary>The device was missing, busy, unplugged or without a sign of life.</summary>
    Outages,
}
