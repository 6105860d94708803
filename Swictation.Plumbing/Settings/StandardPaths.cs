using Swictation.Domain.Errors;

namespace Swictation.Plumbing.Settings;

/// <summary>
/// The places of files without a setting: the XDG directories, with the names under which existing user
/// interfaces look for them.
/// </summary>
/// <param name="environment">Value of an environment variable, or null.</param>
public sealed class StandardPaths(Func<string, string?> environment)
{
    /// <summary>The event log.</summary>
    public string Database => Path.Combine(DataDirectory ?? throw NoHome(), "metrics.db");

    /// <summary>Where the event log is; null where the environment names no place for it.</summary>
    public string? DataDirectory =>
        (Variable("XDG_DATA_HOME") ?? (Variable("HOME") is { } home ? Path.Combine(home, ".local", "share") : null))
            is { } data ? Path.Combine(data, "swictation") : null;

    /// <summary>What is kept beside settings and data, as details of errors; null where the environment names no place for it.</summary>
    public string? StateDirectory =>
        (Variable("XDG_STATE_HOME") ?? (Variable("HOME") is { } home ? Path.Combine(home, ".local", "state") : null))
            is { } state ? Path.Combine(state, "swictation") : null;

    public string ConfigurationFile => Path.Combine(
        Variable("XDG_CONFIG_HOME") ?? Path.Combine(Variable("HOME") ?? throw NoHome(), ".config"), "swictation", "config.json");

    /// <summary>Null where the environment names none.</summary>
    public string? RuntimeDirectory => Variable("XDG_RUNTIME_DIR");

    public string MetricsSocket => Path.Combine(SocketDirectory, "swictation_metrics.sock");

    public string IpcSocket => Path.Combine(SocketDirectory, "swictation_ipc.sock");

    private string SocketDirectory => RuntimeDirectory ?? "/tmp";

    private static ConfigurationException NoHome() =>
        new("HOME", "is not set; set it, or XDG_DATA_HOME and XDG_CONFIG_HOME");

    // The XDG specification has a value that is empty or no absolute path count as none.
    private string? Variable(string name) =>
        environment(name) is { } value && Path.IsPathRooted(value) ? value : null;
}
