using System.Globalization;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Voice;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Storage.Opening;

namespace Swictation.Daemon.Options;

/// <summary>Reads the settings of the daemon: the valid values of each, and its default.</summary>
internal static class Settings
{
    public const string Count = "a whole number from 0 to 2147483647";
    public const string Limit = "a whole number from 1 to 2147483647";
    public const string Switch = "true or false";
    public const string DurabilityForms = "full or normal";

    private const double MostSeconds = 1e9;

    /// <summary>How old a session may be.</summary>
    public static DurationRange Age { get; } = DurationRange.OfSeconds(0, MostSeconds);

    /// <summary>How long something may take.</summary>
    public static DurationRange Timeout { get; } = DurationRange.OfSeconds(1, MostSeconds);

    /// <exception cref="ConfigurationException">A setting has no meaning, or the file has something else.</exception>
    public static DaemonOptions Load(GivenSettings given)
    {
        given.EnsureFileIsUnderstood();
        var options = new DaemonOptions
        {
            DatabasePath = given.DatabasePath,
            MakesDataDirectory = !given.Has(SettingName.Db),
            MetricsSocket = given.MetricsSocket,
            IpcSocket = given.IpcSocket,
            RuntimeDirectory = given.RuntimeDirectory,
            DataDirectory = given.DataDirectory,
            Source = given.Read(SettingName.Source, "alsa", SourceSpec.Parse, SourceSpec.Expected),
            MicrophoneHold = given.ReadValue(
                SettingName.Microphone, MicrophoneHold.Standard, MicrophoneHold.Parse, MicrophoneHold.Forms),
            IsHoldOnCommandLine = given.HasOnCommandLine(SettingName.Microphone),
            Preroll = given.ReadValue(SettingName.Preroll, Preroll.Standard, Preroll.Parse, Preroll.Forms),
            Transcriber = given.Read(
                SettingName.Transcriber, "auto", TranscriberSpec.Parse, _ => TranscriberSpec.Forms),
            Transcribers = given.Read(
                SettingName.Transcribers, "{}", NamedTranscribers.Parse, _ => NamedTranscribers.Forms),
            WhisperLibrary = ReadPath(given, SettingName.WhisperLibrary),
            AllowRemote = given.ReadValue(SettingName.AllowRemote, "false", ParseSwitch, Switch),
            SpeechModel = given.Read(SettingName.SpeechModel, "auto", SpeechModelSpec.Parse, _ => SpeechModelSpec.Forms),
            RecognitionTimeout = given.ReadValue(SettingName.RecognitionTimeout, Timeout.Parse, Timeout.Forms),
            Durability = given.ReadValue(SettingName.Durability, "full", ParseDurability, DurabilityForms),
            CatchUpLimit = given.ReadValue(
                SettingName.CatchUpLimit, $"{LiveFeedPlanner.DefaultTranscriptions}", ParseCount, Count),
            ClientDialect = given.ReadValue(
                SettingName.ClientDialect, ClientDialects.Standard, ClientDialects.Parse, ClientDialects.Forms),
            ResumeWindow = given.ReadValue(SettingName.ResumeWindow, "30", Age.Parse, Age.Forms),
            StallTimeout = given.ReadValue(SettingName.StallTimeout, "30", Timeout.Parse, Timeout.Forms),
            MaxClients = given.ReadValue(SettingName.MaxClients, "256", ParseLimit, Limit),
            KeepAudio = given.ReadValue(SettingName.KeepAudio, "none", KeepAudio.Parse, KeepAudio.Forms),
            KeepMetrics = given.ReadValue(
                SettingName.KeepMetrics, MetricsRetention.Standard, MetricsRetention.Parse, MetricsRetention.Forms),
            KeepText = given.ReadValue(
                SettingName.KeepText, TextRetentionTime.Standard, TextRetentionTime.Parse, TextRetentionTime.Forms),
            LogLevel = LoadLogLevel(given),
            Debuggable = given.ReadValue(SettingName.Debuggable, "false", ParseSwitch, Switch),
            OffTheRecord = given.ReadValue(SettingName.OffTheRecord, ParseSwitch, Switch),
            Record = ReadRecord(given),
            ExitAtEnd = given.ReadValue(SettingName.ExitAtEnd, "false", ParseSwitch, Switch),
        };
        return options.MetricsSocket.Path != options.IpcSocket.Path
            ? options
            : throw new ConfigurationException(options.IpcSocket.Path, "both sockets cannot have the same path");
    }

    private static string? ReadPath(GivenSettings given, string name) =>
        given.Has(name) ? given.Read(name, "", PathForm.Parse, _ => PathForm.Forms) : null;

    /// <summary>The one setting that can be read again while the daemon runs.</summary>
    /// <exception cref="ConfigurationException">It has no meaning, or the file cannot be read.</exception>
    public static LogLevels LoadLogLevel(GivenSettings given) =>
        given.Read(SettingName.LogLevel, LogLevels.Standard, LogLevels.Parse, _ => LogLevels.Forms);

    public static Durability? ParseDurability(string text) => text switch
    {
        "full" => Durability.Full,
        "normal" => Durability.Normal,
        _ => null,
    };

    public static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public static int? ParseLimit(string text) => ParseCount(text) is >= 1 and var limit ? limit : null;

    private static RecordOption ReadRecord(GivenSettings given) =>
        !given.ReadValue(SettingName.Record, "false", ParseSwitch, Switch) ? RecordOption.No
        : given.HasOnCommandLine(SettingName.Record) ? RecordOption.OnCommandLine
        : RecordOption.Configured;

    private static bool? ParseSwitch(string text) => bool.TryParse(text, out var value) ? value : null;
}
