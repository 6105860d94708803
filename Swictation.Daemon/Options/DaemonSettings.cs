using System.Globalization;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Daemon.Speech.Voice;
using Swictation.Daemon.Typing;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Storage.Audio;
using Swictation.Storage.Opening;

namespace Swictation.Daemon.Options;

/// <summary>All settings of the daemon, each declared once.</summary>
internal static class DaemonSettings
{
    private const string Count = "a whole number from 0 to 2147483647";
    private const string Limit = "a whole number from 1 to 2147483647";
    private const double MostSeconds = 1e9;

    /// <summary>How long something may take.</summary>
    public static DurationRange Timeout { get; } = DurationRange.OfSeconds(1, MostSeconds);

    // How old a session may be.
    private static DurationRange Age { get; } = DurationRange.OfSeconds(0, MostSeconds);

    public static DaemonSetting Db { get; } = Place(
        SettingName.Db, "Event log [default: swictation/metrics.db in $XDG_DATA_HOME, or in ~/.local/share]");

    public static DaemonSetting MetricsSocket { get; } = Place(
        SettingName.MetricsSocket,
        $"Socket for user interfaces [default: swictation_metrics.sock {SocketSetting.StandardPlaces}]");

    public static DaemonSetting IpcSocket { get; } = Place(
        SettingName.IpcSocket, $"Command socket [default: swictation_ipc.sock {SocketSetting.StandardPlaces}]");

    public static DaemonSetting<SourceSpec> Source { get; } = OfClass(
        SettingName.Source,
        "SPEC",
        "The source: alsa[:DEVICE], a microphone [default: alsa:default]; file:PATH (add ?pace=max to "
        + "read it as fast as possible); text:PATH or text:- (a line is a recognised segment); naudio-file:PATH, as "
        + "file:, for a WAV or AIFF file; none, for a daemon that only recognises files and kept audio",
        "alsa",
        SourceSpec.Parse,
        SourceSpec.Expected);

    public static DaemonSetting<TimeSpan> Microphone { get; } = Of(
        SettingName.Microphone,
        "HOLD",
        "How long the microphone stays open after a recording: warm=TIME [default: warm=30s]; recording, it is "
        + "closed at once; always, it is open while the daemon runs. A Bluetooth one is always closed at once",
        MicrophoneHold.Standard,
        MicrophoneHold.Parse,
        MicrophoneHold.Forms);

    public static DaemonSetting<TimeSpan> Preroll { get; } = Of(
        SettingName.Preroll,
        "TIME",
        "Sound from before the start with which a session begins where the microphone was open, such as 300ms "
        + "(default); 0 for none",
        Options.Preroll.Standard,
        Options.Preroll.Parse,
        Options.Preroll.Forms);

    public static DaemonSetting<TranscriberSpec> Transcriber { get; } = OfClass(
        SettingName.Transcriber,
        "SPEC",
        "The recogniser: auto, the best installed model of Whisper, else PocketSphinx (default); "
        + "pocketsphinx[:MODELDIR], or command:CMDLINE, a program that prints text; it "
        + "gets a WAV file in place of {}, or on its standard input; or whisper:MODEL, a file or an installed model, with "
        + WhisperSpec.OptionForms + " behind it if wanted; or worker:CMDLINE, a program that speaks the worker "
        + "protocol; or server:URL, a server with OpenAI's form of a transcription, with " + ServerSpec.OptionForms
        + " behind it if wanted",
        "auto",
        TranscriberSpec.Parse,
        _ => TranscriberSpec.Forms);

    public static DaemonSetting<NamedTranscribers> Transcribers { get; } = OfClass(
        SettingName.Transcribers,
        "JSON",
        "Names for other recognisers, which start --transcriber NAME and toggle --transcriber NAME choose for a session: "
        + "{\"de\": \"whisper:small?language=de\"}",
        "{}",
        NamedTranscribers.Parse,
        _ => NamedTranscribers.Forms);

    public static DaemonSetting<bool> AllowRemote { get; } = Switch(
        SettingName.AllowRemote, "Let speech go to a server: on another machine");

    public static DaemonSetting<SpeechModelSpec> SpeechModel { get; } = OfClass(
        SettingName.SpeechModel,
        "FILE|auto|none",
        "The model that says whether anybody speaks in a sound, Silero's in ggml form: others become no text; auto: "
        + "ggml-silero-*.bin in the directory models beside the default database, if it is there [default: auto]",
        "auto",
        SpeechModelSpec.Parse,
        _ => SpeechModelSpec.Forms);

    public static DaemonSetting<string> WhisperLibrary { get; } = OfClass(
        SettingName.WhisperLibrary,
        "DIR",
        "A directory with another build of Whisper's library, for a graphics card [default: ours, beside the executable]",
        standard: null,
        PathForm.Parse,
        _ => PathForm.Forms);

    public static DaemonSetting<TimeSpan> RecognitionTimeout { get; } = Of(
        SettingName.RecognitionTimeout,
        "TIME",
        "A recogniser that takes longer for a segment is started again [default: 10 times the length of the "
        + "segment, at least 30s]",
        standard: null,
        Timeout.Parse,
        Timeout.Forms);

    public static DaemonSetting<Durability> Durability { get; } = Of<Durability>(
        SettingName.Durability,
        "full|normal",
        "A commit survives a power failure (full, the default), or a crash of the process (normal)",
        "full",
        text => text switch
        {
            "full" => Storage.Opening.Durability.Full,
            "normal" => Storage.Opening.Durability.Normal,
            _ => null,
        },
        "full or normal");

    public static DaemonSetting<int> CatchUpLimit { get; } = Of(
        SettingName.CatchUpLimit,
        "N",
        "A late client gets at most this many of the newest transcriptions [default: 1000]",
        $"{LiveFeedPlanner.DefaultTranscriptions}",
        ParseCount,
        Count);

    public static DaemonSetting<ClientDialect> ClientDialect { get; } = Of(
        SettingName.ClientDialect,
        "auto|documented|tauri",
        "Who gets lines in the form, and at the time, that the Tauri desktop interface needs: that program alone "
        + "(auto, the default), nobody, or all that speak protocol 1",
        ClientDialects.Standard,
        ClientDialects.Parse,
        ClientDialects.Forms);

    public static DaemonSetting<TimeSpan> ResumeWindow { get; } = Of(
        SettingName.ResumeWindow,
        "TIME",
        "A session goes on after a crash if its last event is no older [default: 30s]",
        "30",
        Age.Parse,
        Age.Forms);

    public static DaemonSetting<TimeSpan> StallTimeout { get; } = Of(
        SettingName.StallTimeout,
        "TIME",
        "A client that reads nothing for this long is disconnected [default: 30s]",
        "30",
        Timeout.Parse,
        Timeout.Forms);

    public static DaemonSetting<int> MaxClients { get; } = Of<int>(
        SettingName.MaxClients,
        "N",
        "More clients than this are refused, on each socket [default: 256]",
        "256",
        text => ParseCount(text) is >= 1 and var limit ? limit : null,
        Limit);

    public static DaemonSetting<AudioRetention> KeepAudio { get; } = Of(
        SettingName.KeepAudio,
        "none|always|TIME",
        "How long audio stays once it is transcribed: a time such as 90s, 30m, 12h or 7d [default: none]",
        "none",
        Options.KeepAudio.Parse,
        Options.KeepAudio.Forms);

    public static DaemonSetting<AudioLimit> KeepAudioSize { get; } = Of(
        SettingName.KeepAudioSize,
        "unlimited|SIZE",
        "How much of it stays at most, such as 500M or 5G: the oldest goes first [default: unlimited]",
        AudioLimit.Standard,
        AudioLimit.Parse,
        AudioLimit.Forms);

    public static DaemonSetting<TimeSpan> KeepCancelled { get; } = Of(
        SettingName.KeepCancelled,
        "none|TIME",
        "How long audio of a cancelled session stays, so that it can be had back: a time such as 10m (default) or 2h",
        Options.KeepCancelled.Standard,
        Options.KeepCancelled.Parse,
        Options.KeepCancelled.Forms);

    public static DaemonSetting<MetricsRetention> KeepMetrics { get; } = Of(
        SettingName.KeepMetrics,
        "always|TIME",
        "How old metrics become before they are thinned to one a minute of recording [default: 7d]",
        MetricsRetention.Standard,
        MetricsRetention.Parse,
        MetricsRetention.Forms);

    public static DaemonSetting<TextRetentionTime> KeepText { get; } = Of(
        SettingName.KeepText,
        "always|TIME",
        "How old texts become before they are forgotten for good, with their figures kept [default: always]",
        TextRetentionTime.Standard,
        TextRetentionTime.Parse,
        TextRetentionTime.Forms);

    public static DaemonSetting<LogLevels> LogLevel { get; } = OfClass(
        SettingName.LogLevel,
        "LEVEL",
        "What is logged on standard error: debug, info (default), warning or error; areas by themselves behind it, as "
        + "in warning,feed=debug",
        LogLevels.Standard,
        LogLevels.Parse,
        _ => LogLevels.Forms);

    public static DaemonSetting<bool> Debuggable { get; } = Switch(
        SettingName.Debuggable,
        "Let debuggers and core dumps have the daemon's memory, which holds what was said");

    public static DaemonSetting<bool> OffTheRecord { get; } = Switch(
        SettingName.OffTheRecord,
        "Withhold the text of speech from the log and store no audio, until it is turned off",
        standard: null);

    public static DaemonSetting<TypingSettings> Typing { get; } = OfClass(
        SettingName.Typing,
        "JSON",
        "How 'type' types, for the configuration file: {\"way\": \"auto\", \"rules\": [{\"application\": \"org.keepassxc.*\", "
        + "\"way\": \"none\"}]}",
        "{}",
        TypingSettings.Parse,
        _ => TypingSettings.Forms);

    public static DaemonSetting<bool> Record { get; } = Switch(SettingName.Record, "Start recording at once");

    public static DaemonSetting<bool> ExitAtEnd { get; } = Switch(
        SettingName.ExitAtEnd, "Quit when the source has ended and everything is transcribed and stored");

    /// <summary>All that a daemon can be started with, in the order of the help; the command socket is every command's.</summary>
    public static IReadOnlyList<DaemonSetting> OfRun { get; } =
    [
        Db, MetricsSocket, Source, Microphone, Preroll, Transcriber, Transcribers, AllowRemote, SpeechModel, WhisperLibrary,
        RecognitionTimeout, Durability, CatchUpLimit, ClientDialect, ResumeWindow, StallTimeout, MaxClients, KeepAudio,
        KeepAudioSize, KeepCancelled, KeepMetrics, KeepText, LogLevel, Debuggable, OffTheRecord, Typing, Record, ExitAtEnd,
    ];

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    // What is wrong with a path is said by whoever opens it.
    private static DaemonSetting<string> Place(string name, string description) =>
        OfClass(name, "PATH", description, standard: null, text => text, _ => "");

    private static DaemonSetting<bool> Switch(string name, string description, string? standard = "false") =>
        new(name, valueName: null, description, Value<bool>(text => bool.TryParse(text, out var on) ? on : null), _ => "true or false")
        {
            Standard = standard,
        };

    private static DaemonSetting<T> Of<T>(
        string name, string valueName, string description, string? standard, Func<string, T?> parse, string forms)
        where T : struct => new(name, valueName, description, Value(parse), _ => forms) { Standard = standard };

    private static DaemonSetting<T> OfClass<T>(
        string name, string valueName, string description, string? standard, Func<string, T?> parse, Func<string, string> expected)
        where T : class =>
        new(name, valueName, description, text => parse(text) is { } value ? new(value) : null, expected) { Standard = standard };

    private static Func<string, Parsed<T>?> Value<T>(Func<string, T?> parse)
        where T : struct => text => parse(text) is { } value ? new(value) : null;
}
