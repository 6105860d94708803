namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>The system's knowledge of a sound device without opening it.</summary>
internal interface ICaptureListing
{
    /// <summary>Names of the devices: a new name shows that a device has come.</summary>
    IReadOnlySet<string> Names { get; }

    /// <summary>
    /// Why the device cannot be opened, in the words of an <see cref="Domain.Errors.AudioSourceException"/>; null if it
    /// is there, or if only opening it can tell.
    /// </summary>
    string? FindAbsence();

    /// <summary>
    /// True if the device is known to be a Bluetooth one, which must not be open without a reader: its headset plays
    /// in poor quality meanwhile.
    /// </summary>
    bool IsBluetooth();
}
