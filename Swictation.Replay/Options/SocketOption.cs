using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Replay.Options;

/// <summary>One of the daemon's sockets, for the subcommands that talk to it; configured as the daemon's own.</summary>
internal sealed class SocketOption : Option<string>
{
    private readonly GivenSettings _settings;
    private readonly string _setting;
    private readonly Func<GivenSettings, string> _path;

    private SocketOption(string setting, GivenSettings settings, Func<GivenSettings, string> path)
        : base(SettingName.Option(setting))
    {
        _settings = settings;
        _setting = setting;
        _path = path;
        HelpName = "PATH";
        this.RefuseEmpty();
    }

    public static SocketOption Metrics(GivenSettings settings) =>
        new(SettingName.MetricsSocket, settings, given => given.MetricsSocketPath)
        {
            Description =
                "The daemon's metrics socket [default: swictation_metrics.sock in $XDG_RUNTIME_DIR, or in /tmp]",
        };

    public static SocketOption Commands(GivenSettings settings) =>
        new(SettingName.IpcSocket, settings, given => given.IpcSocketPath)
        {
            Description = "The daemon's command socket [default: swictation_ipc.sock in $XDG_RUNTIME_DIR, or in /tmp]",
        };

    /// <exception cref="ConfigurationException">Where the socket is was set wrongly.</exception>
    public string Path(ParseResult parsed) => _path(_settings.With(_setting, parsed.GetValue(this)));
}
