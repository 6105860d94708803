using System.CommandLine;
using Swictation.Daemon.Options;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>The settings as options of the command line.</summary>
internal sealed class SettingOptions
{
    private readonly Func<GivenSettings> _read;
    private readonly Dictionary<string, Option> _settings = [];

    /// <param name="read">Reads the settings of the environment and the configuration file.</param>
    public SettingOptions(Func<GivenSettings> read)
    {
        _read = read;
        IpcSocket = (Option<string>)Add(DaemonSettings.IpcSocket);
        OfRun = [.. DaemonSettings.OfRun.Select(Add)];
        MetricsSocket = (Option<string>)_settings[SettingName.MetricsSocket];
        Typing = (Option<string>)_settings[SettingName.Typing];
    }

    /// <summary>The one that every command takes which talks to the running daemon.</summary>
    public Option<string> IpcSocket { get; }

    /// <summary>The one that commands take which follow the running daemon.</summary>
    public Option<string> MetricsSocket { get; }

    /// <summary>The one of what types.</summary>
    public Option<string> Typing { get; }

    /// <summary>The others: all that a daemon can be started with.</summary>
    public IReadOnlyList<Option> OfRun { get; }

    /// <summary>All given settings, those of the command line over those of the other places, which are read anew.</summary>
    public GivenSettings Given(ParseResult parsed) => _read().With(OnCommandLine(parsed));

    /// <summary>The settings on the command line, by name.</summary>
    public IReadOnlyDictionary<string, string?> OnCommandLine(ParseResult parsed) =>
        _settings
            .Where(setting => parsed.GetResult(setting.Value) is { Implicit: false })
            .ToDictionary(
                setting => setting.Key,
                setting => setting.Value is Option<bool> flag
                    ? parsed.GetValue(flag).ToString()
                    : parsed.GetValue((Option<string>)setting.Value));

    private Option Add(DaemonSetting setting)
    {
        Option option = setting.ValueName is { } value ? Valued(setting, value) : new Option<bool>(SettingName.Option(setting.Name));
        option.Description = setting.Description;
        _settings.Add(setting.Name, option);
        return option;
    }

    private static Option<string> Valued(DaemonSetting setting, string valueName)
    {
        var option = new Option<string>(SettingName.Option(setting.Name)) { HelpName = valueName };
        option.Accept(setting.IsValid, setting.Expected);
        return option;
    }
}
