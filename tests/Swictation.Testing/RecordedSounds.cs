using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Swictation.Testing;

/// <summary>Recordings in which nobody speaks, of three small Debian packages: a desktop's sounds, instruments, music.</summary>
public static class RecordedSounds
{
    private const string DesktopDirectory = "/usr/share/sounds/freedesktop/stereo";
    private const string InstrumentDirectory = "/usr/share/sounds/sound-icons";
    private const string MusicDirectory = "/usr/share/asterisk/moh";

    /// <summary>The packages that are not installed.</summary>
    public static IReadOnlyList<string> MissingPackages =>
    [
        .. new[]
            {
                (DesktopDirectory, "sound-theme-freedesktop"),
                (InstrumentDirectory, "sound-icons"),
                (MusicDirectory, "asterisk-moh-opsound-gsm"),
            }
            .Where(each => !Directory.Exists(each.Item1))
            .Select(each => each.Item2),
    ];

    // Those of channels say where they come from.
    public static IReadOnlyList<string> Desktop =>
        [.. Find(DesktopDirectory, "*.oga").Where(path => !path.Contains("audio-channel", StringComparison.Ordinal))];

    public static IReadOnlyList<string> Instruments => Find(InstrumentDirectory, "*.wav");

    /// <summary>Pieces of two minutes and more, for callers who wait.</summary>
    public static IReadOnlyList<string> Music => Find(MusicDirectory, "*.gsm");

    /// <summary>Reads a recording with sox, 16 kHz mono.</summary>
    /// <param name="effects">What sox is to do with it.</param>
    public static short[] Read(string path, params IEnumerable<string> effects)
    {
        string[] output = ["-t", "raw", "-r", "16000", "-e", "signed", "-b", "16", "-c", "1", "-"];
        var start = new ProcessStartInfo("sox", ["-D", "-V1", "-R", path, .. output, .. effects]) { RedirectStandardOutput = true };
        using var sox = Process.Start(start)!;
        using var bytes = new MemoryStream();
        sox.StandardOutput.BaseStream.CopyTo(bytes);
        sox.WaitForExit();
        return MemoryMarshal.Cast<byte, short>(bytes.ToArray()).ToArray();
    }

    private static IReadOnlyList<string> Find(string directory, string pattern) =>
        [.. Directory.GetFiles(directory, pattern).Order(StringComparer.Ordinal)];
}
