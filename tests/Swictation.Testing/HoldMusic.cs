namespace Swictation.Testing;

/// <summary>Music for callers who wait: five pieces of some minutes, of Debian's asterisk-moh-opsound-gsm.</summary>
public static class HoldMusic
{
    public const string Package = "asterisk-moh-opsound-gsm";

    private const string Directory = "/usr/share/asterisk/moh";

    public static bool IsInstalled => System.IO.Directory.Exists(Directory);

    /// <summary>GSM at 8 kHz, in the order of their names.</summary>
    public static IReadOnlyList<string> Paths =>
        [.. System.IO.Directory.GetFiles(Directory, "*.gsm").Order(StringComparer.Ordinal)];
}
