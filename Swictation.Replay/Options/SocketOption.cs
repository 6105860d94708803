using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Options;

/// <summary>One of the daemon's sockets, for the subcommands that talk to it; configured as the daemon's own.</summary>
internal sealed class SocketOption : Option<string>
{
    private readonly GivenSettings _settings;
    private readonly string _setting;
    private readonly Func<GivenSettings, SocketSetting> _socket;

    private SocketOption(string setting, GivenSettings settings, Func<GivenSettings, SocketSetting> socket)
        : base(SettingName.Option(setting))
    {
        _settings = settings;
        _setting = setting;
        _socket = socket;
        HelpName = "PATH";
        this.RefuseEmpty();
    }

    public static SocketOption Metrics(GivenSettings settings) =>
        new(SettingName.MetricsSocket, settings, given => given.MetricsSocket)
        {
            Description =
                $"The daemon's metrics socket [default: swictation_metrics.sock {SocketSetting.StandardPlaces}]",
        };

    public static SocketOption Commands(GivenSettings settings) =>
        new(SettingName.IpcSocket, settings, given => given.IpcSocket)
        {
            Description =
                $"The daemon's command socket [default: swictation_ipc.sock {SocketSetting.StandardPlaces}]",
        };

    /// <exception cref="ConfigurationException">Where the socket is was set wrongly.</exception>
    public SocketPlace Place(ParseResult parsed) =>
        SocketPlace.Of(_socket(_settings.With(_setting, parsed.GetValue(this))));
}
