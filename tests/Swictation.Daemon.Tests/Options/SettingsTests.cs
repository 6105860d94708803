using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Voice;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Feed;
using Swictation.Storage.Audio;
using Swictation.Storage.Opening;

namespace Swictation.Daemon.Tests.Options;

public sealed class SettingsTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Nothing_has_to_be_set()
    {
        var expected = new DaemonOptions
        {
            DatabasePath = Path.Combine(_bench.Home, ".local/share/swictation/metrics.db"),
            MakesDataDirectory = true,
            MetricsSocket = new("/tmp/swictation_metrics.sock", IsNamed: false),
            IpcSocket = new("/tmp/swictation_ipc.sock", IsNamed: false),
            Source = new SourceSpec.Alsa("default"),
            MicrophoneHold = TimeSpan.FromSeconds(30),
            IsHoldOnCommandLine = false,
            Preroll = TimeSpan.FromMilliseconds(300),
            Transcribers = NamedTranscribers.Parse("{}")!,
            Transcriber = new TranscriberSpec.Auto(),
            WhisperLibrary = null,
            SpeechModel = SpeechModelSpec.Auto,
            AllowRemote = false,
            RecognitionTimeout = null,
            Durability = Durability.Full,
            CatchUpLimit = 1000,
            ClientDialect = ClientDialect.Auto,
            ResumeWindow = TimeSpan.FromSeconds(30),
            StallTimeout = TimeSpan.FromSeconds(30),
            MaxClients = 256,
            KeepAudio = AudioRetention.None,
            KeepAudioSize = new(null),
            KeepCancelled = TimeSpan.FromMinutes(10),
            KeepMetrics = new(TimeSpan.FromDays(7)),
            KeepText = new(null),
            Debuggable = false,
            OffTheRecord = null,
            RuntimeDirectory = null,
            DataDirectory = Path.Combine(_bench.Home, ".local/share/swictation"),
            LogLevel = LogLevels.Parse("info")!,
            Record = RecordOption.No,
            ExitAtEnd = false,
        };

        Assert.Equal(expected, _bench.Load());
    }

    [Fact]
    public void Configuration_file_sets_everything()
    {
        _bench.WriteFile(
            """
            {
                "db": "/data/log.db", "metrics_socket": "/run/m.sock", "ipc_socket": "/run/i.sock",
                "source": "file:/a.wav?pace=max", "transcriber": "pocketsphinx:/model", "speech_model": "/silero.bin", "durability": "normal", "whisper_library": "/opt/gpu",
                "recognition_timeout": 45.5, "catch_up_limit": 5, "client_dialect": "tauri", "resume_window": 1.5, "stall_timeout": 2.5,
                "max_clients": 3, "keep_audio": "7d", "keep_audio_size": "5G", "keep_cancelled": "2h", "keep_metrics": "always", "keep_text": "90d", "log_level": "warning,feed=debug", "off_the_record": false, "microphone": "recording", "preroll": "0",
                "debuggable": true, "record": true, "allow_remote": true, "transcribers": {"de": "whisper:/small.bin?language=de"},
                "exit_at_end": true
            }
            """);

        AssertAllSet(_bench.Load());
    }

    [Fact]
    public void Environment_sets_everything()
    {
        foreach (var (setting, value) in Everything)
            _bench.SetVariable("SWICTATION_" + setting.ToUpperInvariant(), value!);

        AssertAllSet(_bench.Load());
    }

    [Fact]
    public void Command_line_sets_everything()
    {
        AssertAllSet(_bench.Load(Everything), RecordOption.OnCommandLine);
    }

    [Fact]
    public void Environment_goes_over_the_file_and_the_command_line_over_both()
    {
        _bench.WriteFile("catch_up_limit", "1");
        Assert.Equal(1, _bench.Load().CatchUpLimit);

        _bench.SetVariable("SWICTATION_CATCH_UP_LIMIT", "2");
        Assert.Equal(2, _bench.Load().CatchUpLimit);

        Assert.Equal(3, _bench.Load((SettingName.CatchUpLimit, "3")).CatchUpLimit);
    }

    [Fact]
    public void What_one_place_leaves_open_another_one_sets()
    {
        _bench.WriteFile("durability", "normal");
        _bench.SetVariable("SWICTATION_RECORD", "true");

        var options = _bench.Load((SettingName.ResumeWindow, "7s"));

        Assert.Equal(
            (Durability.Normal, RecordOption.Configured, TimeSpan.FromSeconds(7)),
            (options.Durability, options.Record, options.ResumeWindow));
    }

    [Fact]
    public void Switch_that_is_on_can_be_turned_off()
    {
        _bench.WriteFile("record", "true");

        Assert.Equal(RecordOption.No, _bench.Load((SettingName.Record, "false")).Record);
    }

    [Fact]
    public void Standard_paths_follow_the_environment()
    {
        _bench.SetVariable("XDG_RUNTIME_DIR", "/run/user/1000");
        _bench.SetVariable("XDG_DATA_HOME", "/data");

        var options = _bench.Load();

        Assert.Equal("/run/user/1000/swictation_metrics.sock", options.MetricsSocket.Path);
        Assert.Equal("/run/user/1000/swictation_ipc.sock", options.IpcSocket.Path);
        Assert.Equal("/data/swictation/metrics.db", options.DatabasePath);
    }

    [Fact]
    public void Relative_path_is_made_absolute()
    {
        Assert.Equal(Path.GetFullPath("log.db"), _bench.Load((SettingName.Db, "log.db")).DatabasePath);
    }

    [Fact]
    public void Comments_in_the_file_set_nothing()
    {
        _bench.WriteFile("""{ /* "db": "/a.db", the standard place will do */ }""");

        Assert.True(_bench.Load().MakesDataDirectory);
    }

    private static (string Setting, string? Value)[] Everything =>
        [
            (SettingName.Db, "/data/log.db"),
            (SettingName.MetricsSocket, "/run/m.sock"),
            (SettingName.IpcSocket, "/run/i.sock"),
            (SettingName.Source, "file:/a.wav?pace=max"),
            (SettingName.Transcriber, "pocketsphinx:/model"),
            (SettingName.Transcribers, """{"de":"whisper:/small.bin?language=de"}"""),
            (SettingName.SpeechModel, "/silero.bin"),
            (SettingName.AllowRemote, "true"),
            (SettingName.RecognitionTimeout, "45.5"),
            (SettingName.Durability, "normal"),
            (SettingName.CatchUpLimit, "5"),
            (SettingName.ClientDialect, "tauri"),
            (SettingName.ResumeWindow, "1.5"),
            (SettingName.StallTimeout, "2.5"),
            (SettingName.MaxClients, "3"),
            (SettingName.KeepAudio, "7d"),
            (SettingName.KeepAudioSize, "5G"),
            (SettingName.KeepCancelled, "2h"),
            (SettingName.KeepMetrics, "always"),
            (SettingName.KeepText, "90d"),
            (SettingName.LogLevel, "warning,feed=debug"),
            (SettingName.Debuggable, "true"),
            (SettingName.OffTheRecord, "false"),
            (SettingName.Microphone, "recording"),
            (SettingName.Preroll, "0"),
            (SettingName.WhisperLibrary, "/opt/gpu"),
            (SettingName.Record, "True"),
            (SettingName.ExitAtEnd, "true"),
        ];

    private static void AssertAllSet(DaemonOptions options, RecordOption record = RecordOption.Configured)
    {
        var expected = new DaemonOptions
        {
            DatabasePath = "/data/log.db",
            MakesDataDirectory = false,
            MetricsSocket = new("/run/m.sock", IsNamed: true),
            IpcSocket = new("/run/i.sock", IsNamed: true),
            Source = new SourceSpec.AudioFile(new("/a.wav", Pace.Max)),
            Transcriber = new TranscriberSpec.PocketSphinx("/model"),
            Transcribers = NamedTranscribers.Parse("""{"de":"whisper:/small.bin?language=de"}""")!,
            WhisperLibrary = "/opt/gpu",
            SpeechModel = new("/silero.bin"),
            AllowRemote = true,
            RecognitionTimeout = TimeSpan.FromSeconds(45.5),
            Durability = Durability.Normal,
            CatchUpLimit = 5,
            ClientDialect = ClientDialect.Tauri,
            ResumeWindow = TimeSpan.FromSeconds(1.5),
            StallTimeout = TimeSpan.FromSeconds(2.5),
            MaxClients = 3,
            KeepAudio = new(TimeSpan.FromDays(7)),
            KeepAudioSize = new(5_000_000_000),
            KeepCancelled = TimeSpan.FromHours(2),
            KeepMetrics = new(null),
            KeepText = new(TimeSpan.FromDays(90)),
            Debuggable = true,
            OffTheRecord = false,
            MicrophoneHold = TimeSpan.Zero,
            IsHoldOnCommandLine = options.IsHoldOnCommandLine,
            Preroll = TimeSpan.Zero,
            RuntimeDirectory = null,
            DataDirectory = options.DataDirectory,
            LogLevel = LogLevels.Parse("warning,feed=debug")!,
            Record = record,
            ExitAtEnd = true,
        };
        Assert.Equal(expected, options);
    }
}
