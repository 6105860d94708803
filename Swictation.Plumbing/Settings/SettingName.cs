namespace Swictation.Plumbing.Settings;

/// <summary>
/// The names of all settings. A setting has one name everywhere: <c>"metrics_socket"</c> in the configuration file,
/// <c>SWICTATION_METRICS_SOCKET</c> in the environment, <c>--metrics-socket</c> on the command line.
/// </summary>
public static class SettingName
{
    public const string Db = "db";
    public const string MetricsSocket = "metrics_socket";
    public const string IpcSocket = "ipc_socket";
    public const string Source = "source";
    public const string Microphone = "microphone";
    public const string Preroll = "preroll";
    public const string Transcriber = "transcriber";
    public const string Transcribers = "transcribers";
    public const string SpeechModel = "speech_model";
    public const string WhisperLibrary = "whisper_library";
    public const string AllowRemote = "allow_remote";
    public const string RecognitionTimeout = "recognition_timeout";
    public const string Durability = "durability";
    public const string CatchUpLimit = "catch_up_limit";
    public const string ClientDialect = "client_dialect";
    public const string ResumeWindow = "resume_window";
    public const string StallTimeout = "stall_timeout";
    public const string MaxClients = "max_clients";
    public const string KeepAudio = "keep_audio";
    public const string KeepAudioSize = "keep_audio_size";
    public const string KeepCancelled = "keep_cancelled";
    public const string KeepMetrics = "keep_metrics";
    public const string KeepText = "keep_text";
    public const string LogLevel = "log_level";
    public const string Debuggable = "debuggable";
    public const string OffTheRecord = "off_the_record";
    public const string Typing = "typing";
    public const string Record = "record";
    public const string ExitAtEnd = "exit_at_end";

    /// <summary>The prefix of all variables.</summary>
    public const string VariablePrefix = "SWICTATION_";

    /// <summary>
    /// The variable that holds the key of a recognising server. It is no setting: a secret has no place on a command line.
    /// </summary>
    public const string ServerKeyVariable = VariablePrefix + "SERVER_KEY";

    public static IReadOnlyList<string> All { get; } =
    [
        Db, MetricsSocket, IpcSocket, Source, Microphone, Preroll, Transcriber, Transcribers, AllowRemote, SpeechModel, WhisperLibrary, RecognitionTimeout,
        Durability, CatchUpLimit, ClientDialect, ResumeWindow, StallTimeout, MaxClients, KeepAudio, KeepAudioSize, KeepCancelled, KeepMetrics, KeepText, LogLevel, Debuggable, OffTheRecord,
        Typing, Record, ExitAtEnd,
    ];

    /// <summary>The name of a setting on the command line.</summary>
    public static string Option(string name) => "--" + name.Replace('_', '-');

    /// <summary>True for an option that locates a daemon: its log and its sockets.</summary>
    public static bool IsPlace(string option) =>
        option == Option(Db) || option == Option(MetricsSocket) || option == Option(IpcSocket);

    /// <summary>The name of a setting in the environment.</summary>
    public static string Variable(string name) => VariablePrefix + name.ToUpperInvariant();
}
