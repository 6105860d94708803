namespace Swictation.Daemon.Portals;

/// <summary>Where the D-Bus of this user's session is.</summary>
internal static class SessionBus
{
    /// <summary>Its address; null where there is none.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static string? AddressOf(Func<string, string?> environment)
    {
        if (environment("DBUS_SESSION_BUS_ADDRESS") is { Length: > 0 } named) return named;

        // Where systemd has put it, also for programs that were started without the variable.
        return environment("XDG_RUNTIME_DIR") is { Length: > 0 } directory && File.Exists(Path.Combine(directory, "bus"))
            ? $"unix:path={Path.Combine(directory, "bus")}"
            : null;
    }
}
