using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Feed;
using Swictation.Storage;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Options;

public sealed class LogLevelsTests
{
    [Theory]
    [InlineData("feed", typeof(FeedServer))]
    [InlineData("commands", typeof(CommandServer))]
    [InlineData("log", typeof(SqliteEventLog))]
    [InlineData("sessions", typeof(AudioInput))]
    [InlineData("microphone", typeof(LiveAudioSource))]
    [InlineData("recogniser", typeof(WorkerTranscriber))]
    [InlineData("daemon", typeof(DaemonHost))]
    public void An_area_has_a_level_of_its_own(string area, Type logs)
    {
        var levels = LogLevels.Parse($"{area}=debug,error")!;

        Assert.True(levels.Include(logs.FullName!, LogLevel.Debug));
        Assert.False(levels.Include("Swictation.Plumbing", LogLevel.Warning));
        Assert.True(levels.Include("Swictation.Plumbing", LogLevel.Error));
    }

    [Fact]
    public void An_area_within_another_one_goes_first()
    {
        var levels = LogLevels.Parse("daemon=error,microphone=debug")!;

        Assert.True(levels.Include(typeof(LiveAudioSource).FullName!, LogLevel.Debug));
        Assert.False(levels.Include(typeof(WorkerTranscriber).FullName!, LogLevel.Warning));
        Assert.True(levels.Include(typeof(FeedServer).FullName!, LogLevel.Information));
    }

    [Theory]
    [InlineData("debug", LogLevel.Warning)]
    [InlineData("error", LogLevel.Error)]
    public void Libraries_are_quieter_than_the_daemon(string text, LogLevel least)
    {
        var levels = LogLevels.Parse(text)!;

        Assert.True(levels.Include("Microsoft.Extensions.Hosting", least));
        Assert.False(levels.Include("Microsoft.Extensions.Hosting", least - 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("loud")]
    [InlineData("Info")]
    [InlineData("info,warning")]
    [InlineData("feed")]
    [InlineData("feed=")]
    [InlineData("feed=loud")]
    [InlineData("fed=debug")]
    [InlineData("feed=debug,feed=info")]
    [InlineData("info,")]
    public void What_is_no_level_is_refused(string text) => Assert.Null(LogLevels.Parse(text));

    [Fact]
    public void A_setting_is_read_again_and_one_with_a_mistake_changes_nothing()
    {
        using var bench = new SettingsBench();
        var logger = new RecordingLogger();
        var setting = new LogSetting(bench.Load().LogLevel, () => DaemonSettings.LogLevel.Read(bench.Given()));

        bench.WriteFile("log_level", "warning,feed=debug");
        setting.ReadAgain(logger);
        bench.WriteFile("log_level", "loud");
        setting.ReadAgain(logger);

        Assert.Equal("The level of the log is warning,feed=debug from now on", logger.Lines[0].Text);
        Assert.Contains("'loud' has no meaning", logger.Lines[1].Text, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, logger.Lines[1].Level);
        Assert.Equal(2, logger.Lines.Count);
    }
}
