namespace Swictation.Daemon.Speech.Audio;

/// <summary>How fast a recording is read.</summary>
internal enum Pace
{
    /// <summary>As it was spoken: a second of audio takes a second.</summary>
    AsSpoken,

    /// <summary>As fast as the reader takes it.</summary>
    Max,
}
