using Swictation.Daemon.Speech.Audio.Live;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>A system that knows of devices what a test says.</summary>
internal sealed class FakeListing : ICaptureListing
{
    public HashSet<string> Devices { get; set; } = ["pcmC0D0c"];

    public string? Absence { get; set; }

    public bool IsOverBluetooth { get; set; }

    public IReadOnlySet<string> Names => Devices;

    public string? FindAbsence() => Absence;

    public bool IsBluetooth() => IsOverBluetooth;
}
