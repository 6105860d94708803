namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Names and descriptions of Bluetooth devices.</summary>
internal static class BluetoothName
{
    // PulseAudio: bluez_source.00_11…; PipeWire: bluez_input.00_11…; BlueALSA: bluealsa:DEV=00:11…; descriptions.
    private static readonly string[] Signs = ["bluez", "bluealsa", "bluetooth"];

    public static bool IsIn(string text) =>
        Array.Exists(Signs, sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
