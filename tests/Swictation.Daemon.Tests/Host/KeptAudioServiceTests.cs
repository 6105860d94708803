using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host;

[Trait("Category", "Package")]
public sealed class KeptAudioServiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecorderBench _bench = RecorderBench.Idle();

    public void Dispose()
    {
        _bench.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Kept_audio_becomes_smaller_when_nobody_records()
    {
        _bench.Recorder.Start();
        var wav = Keep("1-000000000000-20260115T090000000000Z");
        var other = Keep("1-000000480000-20260115T090030000000Z");
        using var service = Service(most: null);
        await service.StartAsync(CancellationToken.None);
        await AdvanceAsync(KeptAudioService.Interval);
        Assert.True(File.Exists(wav));

        _bench.Recorder.Stop();
        await AdvanceAsync(KeptAudioService.Interval);
        await Eventually.IsTrueAsync(() => !File.Exists(wav), "the first one is smaller");
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => !File.Exists(other), "the second one is smaller");

        await service.StopAsync(CancellationToken.None);
        Assert.All(new[] { wav, other }, path => Assert.True(File.Exists(Path.ChangeExtension(path, ".flac"))));
    }

    [Fact]
    public async Task The_log_says_which_audio_goes_because_there_is_too_much()
    {
        var first = Keep("3-000000000000-20260114T090000000000Z");
        Keep("2-000000000000-20260114T090030000000Z");
        var last = Keep("4-000000000000-20260114T090100000000Z");
        _bench.Recorder.Start();
        using var service = Service(most: 1_100_000);

        await service.StartAsync(CancellationToken.None);

        await Eventually.IsTrueAsync(() => _bench.Log.Events().OfType<AudioRemoved>().Any(), "it is told");
        await Eventually.IsTrueAsync(() => Directory.GetFiles(Path.GetDirectoryName(first)!).Length == 1, "it is done");
        var removed = Assert.Single(_bench.Log.Events().OfType<AudioRemoved>());
        Assert.Equal(
            (2, 1_920_088L, 60.0, 2L, 3L, RemovalReason.Size, 1_100_000L),
            (removed.Files, removed.Bytes, removed.DurationS, removed.FirstSession.Value, removed.LastSession.Value, removed.Reason,
                removed.KeepBytes));
        Assert.True(File.Exists(last));

        await AdvanceAsync(KeptAudioService.Interval);
        await service.StopAsync(CancellationToken.None);
        Assert.Single(_bench.Log.Events().OfType<AudioRemoved>());
    }

    private KeptAudioService Service(long? most) => new(
        new(_directory.File("log.db"), most, _bench.Time, NullLogger.Instance),
        _bench.Recorder,
        _bench.Time,
        NullLogger<KeptAudioService>.Instance);

    private async Task AdvanceAsync(TimeSpan time)
    {
        await _bench.Time.WaitForTimersAsync(1);
        _bench.Time.Advance(time);
    }

    // Half a minute.
    private string Keep(string name)
    {
        var path = _directory.File($"log.db-audio/kept/{name}.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavFile.Write(path, [.. Enumerable.Range(0, 480_000).Select(i => (short)(i % 1_000))]);
        return path;
    }
}
