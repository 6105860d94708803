using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Options;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.Settings;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host;

public sealed class InputServiceTests : IDisposable
{
    private static readonly DaemonOptions Options = SettingsBench.Standard((SettingName.Record, "true"));

    private readonly RecorderBench _bench = RecorderBench.Idle();
    private readonly FakeLifetime _lifetime = new();
    private readonly ExitStatus _exit = new();
    private readonly WordKeeper _words =
        new([], new(new KeptWord(6, Word.Quit, HasEnded: true), false, true, 6), NullLogger.Instance);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        _bench.Dispose();
        _lifetime.Dispose();
    }

    [Fact]
    public async Task Daemon_that_stops_ends_the_session_that_it_was_to_start()
    {
        using var service = Service(WaitForStopAsync);

        await service.StartAsync(CancellationToken.None);
        Assert.Equal(Phase.Recording, _bench.Recorder.State.Phase);

        await service.StopAsync(CancellationToken.None);
        Assert.Equal(["session_end 1", "state_change idle"], _bench.Log.LinesButMetrics()[^2..]);
        Assert.Null(_exit.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_of_the_source_ends_the_daemon_only_where_that_is_wanted(bool exitAtEnd)
    {
        using var service = Service(_ => Task.CompletedTask, exitAtEnd);

        await RunToEndAsync(service);

        Assert.Equal(exitAtEnd, _lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(exitAtEnd ? Phase.Idle : Phase.Recording, _bench.Recorder.State.Phase);
        Assert.Null(_exit.Failure);
    }

    [Fact]
    public async Task What_has_no_text_at_the_end_is_a_failure_that_says_what_to_do()
    {
        using var service = Service(
            _ =>
            {
                Fail(start: 1, keptAs: "1-1.wav");
                Fail(start: 5, keptAs: "1-5.wav");
                Fail(start: 9, keptAs: null);
                _bench.Recorder.RecordLateSilence(new(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));
                return Task.CompletedTask;
            },
            exitAtEnd: true);

        await RunToEndAsync(service);

        Assert.Equal(
            "2 segments of session 1 without text, because the recogniser failed: to try again, start a daemon with a "
            + "recogniser that works, and run 'swictation-replay retry 1'",
            _exit.Failure);
    }

    [Fact]
    public async Task What_got_its_text_at_last_is_no_failure_nor_is_what_an_earlier_session_lacks()
    {
        _bench.Recorder.Start();
        Fail(start: 1, keptAs: "1-1.wav");
        _bench.Recorder.Stop();
        using var service = Service(
            _ =>
            {
                Fail(start: 1, keptAs: null);
                Fail(start: 5, keptAs: "2-5.wav", session: 2);
                SegmentTimes times = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), default, default);
                _bench.Recorder.RecordLate(new(2), new("said", _bench.Time.GetUtcNow(), times));
                return Task.CompletedTask;
            },
            exitAtEnd: true);

        await RunToEndAsync(service);

        Assert.Null(_exit.Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Source_that_fails_is_an_error_of_the_session_or_of_the_daemon(bool exitAtEnd)
    {
        using var service = Service(_ => throw new AudioSourceException("fake", "was unplugged"), exitAtEnd);

        await RunToEndAsync(service);

        Assert.Contains("state_change error", _bench.Log.Lines());
        Assert.Equal(exitAtEnd ? Phase.Idle : Phase.Error, _bench.Recorder.State.Phase);
        Assert.Equal(exitAtEnd ? "fake: was unplugged" : null, _exit.Failure);
    }

    [Fact]
    public async Task Daemon_that_could_not_store_what_was_heard_saves_it_in_a_file_and_fails()
    {
        using var service = Service(WaitForStopAsync);
        await service.StartAsync(CancellationToken.None);
        _bench.Disk.IsFull = true;
        _bench.TryRecord(1, "the last words");

        await service.StopAsync(CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(_directory.Path, "swictation-unsaved-*.jsonl"));
        Assert.Contains("the disk is full; they are in " + file, _exit.Failure, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var unsaved = UnsavedFile.Read(file);
        Assert.Equal((_bench.Log.LogId, _bench.Log.Head, _words.Last?.ToString()), (unsaved.LogId, unsaved.After, unsaved.LastWord));
        Assert.Equal(
            [StateChange.TypeName, StorageFailed.TypeName, Transcription.TypeName],
            unsaved.Events.Take(3).Select(e => e.Type));
        Assert.Contains(unsaved.Events, e => e.Type == SessionEnd.TypeName);
        Assert.Contains("the last words", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_held_is_stored_at_the_end_if_that_works()
    {
        using var service = Service(WaitForStopAsync);
        await service.StartAsync(CancellationToken.None);
        _bench.Disk.IsFull = true;
        _bench.TryRecord(1, "the last words");
        _bench.Disk.IsFull = false;

        await service.StopAsync(CancellationToken.None);

        Assert.Null(_exit.Failure);
        Assert.Equal(["the last words"], _bench.Log.Texts());
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    private void Fail(double start, string? keptAs, long session = 1) => _bench.Recorder.RecordLateFailure(
        new(session), new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(2), "too slow", keptAs));

    private static Task WaitForStopAsync(CancellationToken stopping) =>
        Task.Delay(Timeout.Infinite, stopping).ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task RunToEndAsync(InputService service)
    {
        await service.StartAsync(CancellationToken.None);
        await service.ExecuteTask!.WaitAsync(LineClient.Deadline);
    }

    private InputService Service(Func<CancellationToken, Task> run, bool exitAtEnd = false) => new(
        new ScriptedInput(run),
        _bench.Recorder,
        _bench.Log,
        Options with { ExitAtEnd = exitAtEnd, DatabasePath = _directory.File("metrics.db") },
        new(MayGoOn: true, Starts: true, MayOpen: true, Reason: null),
        _words,
        _lifetime,
        _exit,
        _bench.Time,
        NullLogger<InputService>.Instance);
}
