using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>A source that is open while an earlier daemon's audio is still on the disk.</summary>
public sealed class OpenedAudioTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecorderBench _bench = RecorderBench.Recording();
    private readonly OpenedAudio _opened;

    public OpenedAudioTests()
    {
        AudioStore store = new(
            _directory.File("log.db"), AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        using (var left = store.Begin(new(1))) left.Write(0, new short[1_600]);
        _opened = new(
            new FakeAudioSource(_bench.Time),
            () => new FrameSegmenter(),
            new NoSpeechCheck(),
            new FakeTranscriber(),
            store,
            path => throw new AudioSourceException(path, "does not exist"),
            session => $"retry {session}",
            _bench.Time,
            NullLogger<AudioInput>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _opened.DisposeAsync();
        _bench.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Session_of_which_audio_was_left_waits_until_that_is_done()
    {
        Assert.True(_opened.FindLeft(new(1)));
        Assert.False(_opened.Backlog.IsEmpty);

        using var stopping = new CancellationTokenSource();
        await using var input = _opened.Connect(_bench.Recorder, _bench.Gate, _bench.Log, new(_bench.Recorder, _bench.Log, new LogVersions(_bench.Log), _bench.Time));
        var running = input.Late.RunAsync(stopping.Token);
        await input.Late.WaitUntilCaughtUpAsync(CancellationToken.None).WaitAsync(LineClient.Deadline);
        await stopping.CancelAsync();
        await running.WaitAsync(LineClient.Deadline);

        Assert.True(_opened.Backlog.IsEmpty);
    }

    [Theory]
    [InlineData(2L)]
    [InlineData(null)]
    public void Another_session_does_not_wait_for_it(long? open)
    {
        Assert.False(_opened.FindLeft(open is { } number ? new SessionId(number) : null));
        Assert.True(_opened.Backlog.IsEmpty);
    }
}
