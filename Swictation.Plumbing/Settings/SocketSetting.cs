namespace Swictation.Plumbing.Settings;

/// <summary>Where a socket of the daemon is meant to be.</summary>
/// <param name="IsNamed">
/// True if a setting names the path: it is that one or none. False for the standard one.
/// </param>
public readonly record struct SocketSetting(string Path, bool IsNamed)
{
    /// <summary>Where the standard places are, for the help.</summary>
    public const string StandardPlaces =
        "in $XDG_RUNTIME_DIR, or in /tmp; in /tmp/swictation-UID where another user holds that";
}
