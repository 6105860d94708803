using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Daemon.Cli.Metrics;
using Swictation.Daemon.Options;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli;

/// <summary>The command line of swictation-daemon: its options and subcommands.</summary>
internal sealed class DaemonCommandLine
{
    private readonly Dictionary<string, Option> _settings = [];

    /// <param name="run">Runs the daemon.</param>
    /// <param name="metrics">Prints the running daemon's metrics.</param>
    /// <param name="send">Sends a request to the running daemon and prints its reply.</param>
    /// <param name="devices">Lists the microphones, as JSON if true.</param>
    public DaemonCommandLine(
        Func<IReadOnlyDictionary<string, string?>, CancellationToken, Task<int>> run,
        Func<IReadOnlyDictionary<string, string?>, MetricsForm, CancellationToken, Task<int>> metrics,
        Func<CommandRequest, IReadOnlyDictionary<string, string?>, bool, CancellationToken, Task<int>> send,
        Func<bool, int> devices)
    {
        var ipcSocket = Setting(
            SettingName.IpcSocket,
            "PATH",
            $"Command socket [default: swictation_ipc.sock {SocketSetting.StandardPlaces}]");
        Option[] runOptions =
        [
            Setting(
                SettingName.Db,
                "PATH",
                "Event log [default: swictation/metrics.db in $XDG_DATA_HOME, or in ~/.local/share]"),
            Setting(
                SettingName.MetricsSocket,
                "PATH",
                $"Socket for user interfaces [default: swictation_metrics.sock {SocketSetting.StandardPlaces}]"),
            Setting(
                SettingName.Source,
                "SPEC",
                "The source: alsa[:DEVICE], a microphone [default: alsa:default]; file:PATH (add ?pace=max to "
                + "read it as fast as possible); text:PATH or text:- (a line is a recognised segment); naudio-file:PATH, as "
                + "file:, for a WAV or AIFF file",
                text => SourceSpec.Parse(text) is not null,
                SourceSpec.Expected),
            Setting(
                SettingName.Preroll,
                "TIME",
                "Sound from before the start with which a session begins, such as 300ms (default); 0: the "
                + "microphone is closed while nothing is recorded",
                text => Preroll.Parse(text) is not null,
                Preroll.Forms),
            Setting(
                SettingName.Transcriber,
                "SPEC",
                "The recogniser: pocketsphinx[:MODELDIR], or command:CMDLINE, a program that prints text; it "
                + "gets a WAV file in place of {}, or on its standard input; or whisper:MODELFILE, with "
                + WhisperSpec.OptionForms + " behind it if wanted",
                text => TranscriberSpec.Parse(text) is not null,
                TranscriberSpec.Forms),
            Setting(
                SettingName.RecognitionTimeout,
                "TIME",
                "A recogniser that takes longer for a segment is started again [default: 10 times the length of the "
                + "segment, at least 30s]",
                text => Settings.Timeout.Parse(text) is not null,
                Settings.Timeout.Forms),
            Setting(
                SettingName.Durability,
                "full|normal",
                "A commit survives a power failure (full, the default), or a crash of the process (normal)",
                text => Settings.ParseDurability(text) is not null,
                Settings.DurabilityForms),
            Setting(
                SettingName.CatchUpLimit,
                "N",
                "A late client gets at most this many of the newest transcriptions [default: 1000]",
                text => Settings.ParseCount(text) is not null,
                Settings.Count),
            Setting(
                SettingName.ResumeWindow,
                "TIME",
                "A session goes on after a crash if its last event is no older [default: 30s]",
                text => Settings.Age.Parse(text) is not null,
                Settings.Age.Forms),
            Setting(
                SettingName.StallTimeout,
                "TIME",
                "A client that reads nothing for this long is disconnected [default: 30s]",
                text => Settings.Timeout.Parse(text) is not null,
                Settings.Timeout.Forms),
            Setting(
                SettingName.MaxClients,
                "N",
                "More clients than this are refused, on each socket [default: 256]",
                text => Settings.ParseLimit(text) is not null,
                Settings.Limit),
            Setting(
                SettingName.KeepAudio,
                "none|always|TIME",
                "How long audio stays once it is transcribed: a time such as 90s, 30m, 12h or 7d [default: none]",
                text => KeepAudio.Parse(text) is not null,
                KeepAudio.Forms),
            Setting(
                SettingName.LogLevel,
                "LEVEL",
                "What is logged on standard error: debug, info (default), warning or error; areas by themselves behind it, as "
                + "in warning,feed=debug",
                text => LogLevels.Parse(text) is not null,
                LogLevels.Forms),
            Switch(
                SettingName.OffTheRecord,
                "Withhold the text of speech from the log and store no audio, until it is turned off"),
            Switch(SettingName.Record, "Start recording at once"),
            Switch(SettingName.ExitAtEnd, "Quit when the source has ended and everything is transcribed and stored"),
        ];

        Root = new RootCommand(
            "Records dictation, and sends it to user interfaces. Each option can stand in "
            + "${XDG_CONFIG_HOME:-~/.config}/swictation/config.json too, as {\"source\": \"alsa\"}, or in the "
            + "environment, as SWICTATION_SOURCE=alsa.")
        {
            ipcSocket,
        };
        var runCommand = new Command("run", "Run the daemon (the same as no command)") { ipcSocket };
        foreach (var command in new[] { Root, runCommand })
        {
            foreach (var option in runOptions) command.Options.Add(option);
            command.SetAction((parsed, cancellationToken) => run(Given(parsed), cancellationToken));
        }

        Root.Subcommands.Add(runCommand);
        var metricsOptions = new MetricsOptions(runOptions);
        metricsOptions.AddTo(Root);
        Root.SetAction((parsed, cancellationToken) => metricsOptions.Read(parsed) is { } form
            ? metrics(Given(parsed), form, cancellationToken)
            : run(Given(parsed), cancellationToken));
        var json = new Option<bool>("--json") { Description = "Print the daemon's reply as it is" };
        var force = new Option<bool>("--force")
        {
            Description = "End the daemon even if events that cannot be stored are lost",
        };
        foreach (var (action, description) in new[]
        {
            ("toggle", "Start recording, or stop it; a paused session goes on"),
            ("start", "Start recording; a paused session goes on"),
            ("stop", "Stop recording; all speech is still transcribed"),
            ("pause", "Stop listening and leave the session open"),
            ("resume", "Listen again after a pause"),
            ("cancel", "End the session at once; speech without text gets none"),
            ("status", "Print the daemon's state"),
            ("quit", "Stop the daemon, after transcribing all speech"),
        })
        {
            var command = new Command(action, description) { ipcSocket, json };
            if (action == "quit") command.Options.Add(force);
            command.SetAction((parsed, cancellationToken) => send(
                new(action, RequestId: null, Force: action == "quit" && parsed.GetValue(force) ? true : null),
                Given(parsed),
                parsed.GetValue(json),
                cancellationToken));
            Root.Subcommands.Add(command);
        }

        var isOn = new Argument<string>("on|off") { Description = "on withholds text from now on" };
        isOn.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("on" or "off") and var way }])
                result.AddError($"off-the-record: {Refusal.Of(way, "on or off")}");
        });
        var offTheRecord = new Command("off-the-record", "Withhold text from the log, or not any more")
        {
            isOn,
            ipcSocket,
            json,
        };
        offTheRecord.SetAction((parsed, cancellationToken) => send(
            new("off_the_record", RequestId: null, On: parsed.GetValue(isOn) == "on"),
            Given(parsed),
            parsed.GetValue(json),
            cancellationToken));
        Root.Subcommands.Add(offTheRecord);

        var asJson = new Option<bool>("--json") { Description = "Print a JSON array" };
        var list = new Command("devices", "List the microphones for --source alsa:NAME; a star marks the default")
        {
            asJson,
        };
        list.SetAction(parsed => devices(parsed.GetValue(asJson)));
        Root.Subcommands.Add(list);
        foreach (var command in Root.Subcommands) command.Validators.Add(RefuseWhatIsIgnored);
    }

    // An option in front of a command that does not have it would be read and forgotten. Those that say where a daemon
    // is may stand there: scripts give them to every command.
    private static void RefuseWhatIsIgnored(CommandResult result)
    {
        var ignored = ((CommandResult)result.Parent!).Children.OfType<OptionResult>().FirstOrDefault(
            given => !given.Implicit && !given.Option.Recursive && !SettingName.IsPlace(given.Option.Name)
                && !result.Command.Options.Contains(given.Option));
        if (ignored is not null)
            result.AddError(Refusal.OfIdle(ignored.Option.Name, result.Command.Name));
    }

    public RootCommand Root { get; }

    private Option<string> Setting(
        string name, string valueName, string description, Func<string, bool> isValid, string forms) =>
        Setting(name, valueName, description, isValid, _ => forms);

    private Option<string> Setting(
        string name,
        string valueName,
        string description,
        Func<string, bool>? isValid = null,
        Func<string, string>? expected = null)
    {
        var option = new Option<string>(SettingName.Option(name)) { HelpName = valueName, Description = description };
        option.Validators.Add(result => Validate(result, isValid, expected));
        _settings.Add(name, option);
        return option;
    }

    private Option<bool> Switch(string name, string description)
    {
        var option = new Option<bool>(SettingName.Option(name)) { Description = description };
        _settings.Add(name, option);
        return option;
    }

    private static void Validate(OptionResult result, Func<string, bool>? isValid, Func<string, string>? expected)
    {
        var value = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (value.Length == 0)
            result.AddError($"{result.Option.Name} needs a value");
        else if (isValid?.Invoke(value) == false)
            result.AddError($"{result.Option.Name}: {Refusal.Of(value, expected!(value))}");
    }

    private Dictionary<string, string?> Given(ParseResult parsed) =>
        _settings
            .Where(setting => parsed.GetResult(setting.Value) is { Implicit: false })
            .ToDictionary(
                setting => setting.Key,
                setting => setting.Value is Option<bool> flag
                    ? parsed.GetValue(flag).ToString()
                    : parsed.GetValue((Option<string>)setting.Value));
}
