using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Speech.Audio;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>Reads the settings of the daemon.</summary>
internal static class Settings
{
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
            Source = DaemonSettings.Source.Read(given),
            MicrophoneHold = DaemonSettings.Microphone.Read(given),
            IsHoldOnCommandLine = given.HasOnCommandLine(SettingName.Microphone),
            Preroll = DaemonSettings.Preroll.Read(given),
            Transcriber = DaemonSettings.Transcriber.Read(given),
            Transcribers = DaemonSettings.Transcribers.Read(given),
            WhisperLibrary = DaemonSettings.WhisperLibrary.ReadGiven(given)?.Value,
            AllowRemote = DaemonSettings.AllowRemote.Read(given),
            SpeechModel = DaemonSettings.SpeechModel.Read(given),
            RecognitionTimeout = DaemonSettings.RecognitionTimeout.ReadGiven(given)?.Value,
            Durability = DaemonSettings.Durability.Read(given),
            CatchUpLimit = DaemonSettings.CatchUpLimit.Read(given),
            ClientDialect = DaemonSettings.ClientDialect.Read(given),
            ResumeWindow = HearsNothing(given) ? TimeSpan.Zero : DaemonSettings.ResumeWindow.Read(given),
            StallTimeout = DaemonSettings.StallTimeout.Read(given),
            MaxClients = DaemonSettings.MaxClients.Read(given),
            KeepAudio = DaemonSettings.KeepAudio.Read(given),
            KeepAudioSize = DaemonSettings.KeepAudioSize.Read(given),
            KeepCancelled = DaemonSettings.KeepCancelled.Read(given),
            KeepMetrics = DaemonSettings.KeepMetrics.Read(given),
            KeepText = DaemonSettings.KeepText.Read(given),
            LogLevel = DaemonSettings.LogLevel.Read(given),
            Debuggable = DaemonSettings.Debuggable.Read(given),
            OffTheRecord = DaemonSettings.OffTheRecord.ReadGiven(given)?.Value,
            Record = ReadRecord(given),
            ExitAtEnd = DaemonSettings.ExitAtEnd.Read(given),
        };
        return options.MetricsSocket.Path != options.IpcSocket.Path
            ? options
            : throw new ConfigurationException(options.IpcSocket.Path, "both sockets cannot have the same path");
    }

    // Nothing can be recorded then, and no session goes on.
    private static bool HearsNothing(GivenSettings given) => DaemonSettings.Source.Read(given) is SourceSpec.None;

    private static RecordOption ReadRecord(GivenSettings given) =>
        !DaemonSettings.Record.Read(given) || HearsNothing(given) ? RecordOption.No
        : given.HasOnCommandLine(SettingName.Record) ? RecordOption.OnCommandLine
        : RecordOption.Configured;
}
