using Swictation.Domain.Errors;

namespace Swictation.Plumbing.Settings;

/// <summary>
/// Where things are unless somebody says otherwise: the XDG directories, with the names under which existing user
/// interfaces look for them.
/// </summary>
/// <param name="environment">Value of an environment variable, or null.</param>
public sealed class StandardPaths(Func<string, string?> environment)
{
    /// <summary>The event log.</summary>
    public string Database => Path.Combine(
        Variable("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "swictation", "metrics.db");

    public string ConfigurationFile => Path.Combine(
        Variable("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config"), "swictation", "config.json");

    /// <summary>Null where the environment names none.</summary>
    public string? RuntimeDirectory => Variable("XDG_RUNTIME_DIR");

    public string MetricsSocket => Path.Combine(SocketDirectory, "swictation_metrics.sock");

    public string IpcSocket => Path.Combine(SocketDirectory, "swictation_ipc.sock");

    private string Home => Variable("HOME")
        ?? throw new ConfigurationException("HOME", "is not set; set it, or XDG_DATA_HOME and XDG_CONFIG_HOME");

    private string SocketDirectory => RuntimeDirectory ?? "/tmp";

    // The XDG specification has a value that is empty or no absolute path count as none.
    private string? Variable(string name) =>
        environment(name) is { } value && Path.IsPathRooted(value) ? value : null;
}
