using System.CommandLine;
using Swictation.Daemon.Options;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Daemon.Speech.Voice;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Feed;

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
        IpcSocket = Setting(
            SettingName.IpcSocket,
            "PATH",
            $"Command socket [default: swictation_ipc.sock {SocketSetting.StandardPlaces}]");
        MetricsSocket = Setting(
            SettingName.MetricsSocket,
            "PATH",
            $"Socket for user interfaces [default: swictation_metrics.sock {SocketSetting.StandardPlaces}]");
        OfRun =
        [
            Setting(
                SettingName.Db,
                "PATH",
                "Event log [default: swictation/metrics.db in $XDG_DATA_HOME, or in ~/.local/share]"),
            MetricsSocket,
            Setting(
                SettingName.Source,
                "SPEC",
                "The source: alsa[:DEVICE], a microphone [default: alsa:default]; file:PATH (add ?pace=max to "
                + "read it as fast as possible); text:PATH or text:- (a line is a recognised segment); naudio-file:PATH, as "
                + "file:, for a WAV or AIFF file",
                text => SourceSpec.Parse(text) is not null,
                SourceSpec.Expected),
            Setting(
                SettingName.Microphone,
                "HOLD",
                "How long the microphone stays open after a recording: warm=TIME [default: warm=30s]; recording, it is "
                + "closed at once; always, it is open while the daemon runs. A Bluetooth one is always closed at once",
                text => MicrophoneHold.Parse(text) is not null,
                MicrophoneHold.Forms),
            Setting(
                SettingName.Preroll,
                "TIME",
                "Sound from before the start with which a session begins where the microphone was open, such as 300ms "
                + "(default); 0 for none",
                text => Preroll.Parse(text) is not null,
                Preroll.Forms),
            Setting(
                SettingName.Transcriber,
                "SPEC",
                "The recogniser: auto, the best installed model of Whisper, else PocketSphinx (default); "
                + "pocketsphinx[:MODELDIR], or command:CMDLINE, a program that prints text; it "
                + "gets a WAV file in place of {}, or on its standard input; or whisper:MODEL, a file or an installed model, with "
                + WhisperSpec.OptionForms + " behind it if wanted; or worker:CMDLINE, a program that speaks the worker "
                + "protocol; or server:URL, a server with OpenAI's form of a transcription, with " + ServerSpec.OptionForms
                + " behind it if wanted",
                text => TranscriberSpec.Parse(text) is not null,
                TranscriberSpec.Forms),
            Setting(
                SettingName.Transcribers,
                "JSON",
                "Names for other recognisers, which start --transcriber NAME and toggle --transcriber NAME choose for a session: "
                + "{\"de\": \"whisper:small?language=de\"}",
                text => NamedTranscribers.Parse(text) is not null,
                NamedTranscribers.Forms),
            Switch(SettingName.AllowRemote, "Let speech go to a server: on another machine"),
            Setting(
                SettingName.SpeechModel,
                "FILE|auto|none",
                "The model that says whether anybody speaks in a sound, Silero's in ggml form: others become no text; auto: "
                + "ggml-silero-*.bin in the directory models beside the default database, if it is there [default: auto]",
                text => SpeechModelSpec.Parse(text) is not null,
                SpeechModelSpec.Forms),
            Setting(
                SettingName.WhisperLibrary,
                "DIR",
                "A directory with another build of Whisper's library, for a graphics card [default: ours, beside the executable]",
                text => PathForm.Parse(text) is not null,
                PathForm.Forms),
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
                SettingName.ClientDialect,
                "auto|documented|tauri",
                "Who gets lines in the form, and at the time, that the Tauri desktop interface needs: that program alone "
                + "(auto, the default), nobody, or all that speak protocol 1",
                text => ClientDialects.Parse(text) is not null,
                ClientDialects.Forms),
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
                SettingName.KeepMetrics,
                "always|TIME",
                "How old metrics become before they are thinned to one a minute of recording [default: 7d]",
                text => MetricsRetention.Parse(text) is not null,
                MetricsRetention.Forms),
            Setting(
                SettingName.KeepText,
                "always|TIME",
                "How old texts become before they are forgotten for good, with their figures kept [default: always]",
                text => TextRetentionTime.Parse(text) is not null,
                TextRetentionTime.Forms),
            Setting(
                SettingName.LogLevel,
                "LEVEL",
                "What is logged on standard error: debug, info (default), warning or error; areas by themselves behind it, as "
                + "in warning,feed=debug",
                text => LogLevels.Parse(text) is not null,
                LogLevels.Forms),
            Switch(
                SettingName.Debuggable,
                "Let debuggers and core dumps have the daemon's memory, which holds what was said"),
            Switch(
                SettingName.OffTheRecord,
                "Withhold the text of speech from the log and store no audio, until it is turned off"),
            Switch(SettingName.Record, "Start recording at once"),
            Switch(SettingName.ExitAtEnd, "Quit when the source has ended and everything is transcribed and stored"),
        ];
    }

    /// <summary>The one that every command takes which talks to the running daemon.</summary>
    public Option<string> IpcSocket { get; }

    /// <summary>The one that commands take which follow the running daemon.</summary>
    public Option<string> MetricsSocket { get; }

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
        option.Accept(isValid ?? (_ => true), expected ?? (_ => ""));
        _settings.Add(name, option);
        return option;
    }

    private Option<bool> Switch(string name, string description)
    {
        var option = new Option<bool>(SettingName.Option(name)) { Description = description };
        _settings.Add(name, option);
        return option;
    }
}
