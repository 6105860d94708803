using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Domain.Settings;

namespace Swictation.Replay.Options;

/// <summary>One of the daemon's sockets, for the subcommands that talk to it; configured as the daemon's own.</summary>
internal sealed class SocketOption : Option<string>
{
    private readonly StandardPaths _paths;
    private readonly string _setting;
    private readonly string _usual;

    private SocketOption(string name, StandardPaths paths, string setting, string usual)
        : base(name)
    {
        _paths = paths;
        _setting = setting;
        _usual = usual;
        HelpName = "PATH";
        this.RefuseEmpty();
    }

    public static SocketOption Metrics(StandardPaths paths) =>
        new("--metrics-socket", paths, Settings.MetricsSocket, paths.MetricsSocket)
        {
            Description = "The daemon's metrics socket [default: $XDG_RUNTIME_DIR/swictation_metrics.sock]",
        };

    public static SocketOption Commands(StandardPaths paths) =>
        new("--ipc-socket", paths, Settings.IpcSocket, paths.IpcSocket)
        {
            Description = "The daemon's command socket [default: $XDG_RUNTIME_DIR/swictation_ipc.sock]",
        };

    /// <exception cref="ConfigurationException">The configuration file cannot be read.</exception>
    public string Path(ParseResult parsed) =>
        System.IO.Path.GetFullPath(Settings.Read(_paths, _setting, parsed.GetValue(this)) ?? _usual);
}
