using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio;

[Trait("Category", "Package")]
public sealed class FileAudioSourcePaceTests : IAsyncDisposable
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);

    private readonly FakeClock _clock = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly FileAudioSource _source;

    public FileAudioSourcePaceTests()
    {
        // Four frames; every sample is its own index, so that a gap or a repetition shows.
        WavFile.Write(_directory.File("a.wav"), [.. Enumerable.Range(0, 1280).Select(i => (short)i)]);
        _source = FileAudioSource.Open(new(_directory.File("a.wav"), Pace.AsSpoken), _clock, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Frame_comes_when_its_last_sample_would_have_been_captured()
    {
        await using var frames = _source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        var startedAt = _clock.GetTimestamp();

        var next = frames.MoveNextAsync().AsTask();
        _clock.Advance(FrameTime - TimeSpan.FromMilliseconds(1));
        var cameEarly = next.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(cameEarly);
        Assert.True(await next);
        Assert.Equal(FrameTime, _clock.GetElapsedTime(startedAt, frames.Current.CapturedAt));
    }

    [Fact]
    public async Task Late_reader_gets_at_once_what_is_due_and_the_rest_on_time()
    {
        await using var frames = _source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        await NextAsync(frames);
        _clock.Advance(TimeSpan.FromMilliseconds(45));

        var second = frames.MoveNextAsync().AsTask();
        var third = frames.MoveNextAsync().AsTask();
        var bothCameAtOnce = second.IsCompleted && third.IsCompleted;
        var fourth = frames.MoveNextAsync().AsTask();
        var fourthCameEarly = fourth.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(15));

        Assert.True(bothCameAtOnce);
        Assert.False(fourthCameEarly);
        Assert.True(await fourth);
    }

    [Fact]
    public async Task After_a_pause_it_goes_on_where_it_was_left_and_paces_from_the_resume()
    {
        using var pause = new CancellationTokenSource();
        await using (var frames = _source.ReadAsync(null, pause.Token).GetAsyncEnumerator(CancellationToken.None))
        {
            await NextAsync(frames);
            var interrupted = frames.MoveNextAsync().AsTask();
            await pause.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => interrupted);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        await using var resumed = _source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        var next = resumed.MoveNextAsync().AsTask();
        var cameEarly = next.IsCompleted;
        _clock.Advance(FrameTime);

        Assert.False(cameEarly);
        Assert.True(await next);
        Assert.Equal(320, resumed.Current.Position);
        Assert.Equal(320, resumed.Current.Samples.Span[0]);
    }

    [Fact]
    public async Task Ended_source_stays_ended()
    {
        await using var frames = _source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator();
        for (var i = 0; i < 4; i++) await NextAsync(frames);

        Assert.False(await frames.MoveNextAsync());
        Assert.True(_source.HasEnded);
        Assert.False(await _source.ReadAsync(null, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());
    }

    private async Task NextAsync(IAsyncEnumerator<AudioFrame> frames)
    {
        var next = frames.MoveNextAsync().AsTask();
        _clock.Advance(FrameTime);
        Assert.True(await next);
    }
}
