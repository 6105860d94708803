using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class RecogniserTurnsTests : IAsyncDisposable
{
    private readonly FakeTranscriber _transcriber = new();
    private readonly RecogniserTurns _turns;

    public RecogniserTurnsTests() => _turns = new(_transcriber);

    public ValueTask DisposeAsync() => _turns.DisposeAsync();

    [Fact]
    public async Task What_is_being_said_goes_before_what_was_said_earlier()
    {
        _turns.Announce();
        _turns.Announce();
        var late = _turns.TranscribeLateAsync(Segment(9), CancellationToken.None);

        await _turns.TranscribeAsync(Segment(1));
        Assert.False(late.IsCompleted);
        await _turns.TranscribeAsync(Segment(2));

        await late.WaitAsync(LineClient.Deadline);
        Assert.Equal(3, _transcriber.Calls);
    }

    [Fact]
    public async Task What_is_being_said_waits_for_the_one_segment_that_is_under_way()
    {
        _transcriber.Hold();
        var late = _turns.TranscribeLateAsync(Segment(9), CancellationToken.None);
        await Eventually.IsTrueAsync(() => _transcriber.Calls == 1, "the late segment has begun");
        _turns.Announce();
        var live = _turns.TranscribeAsync(Segment(1));
        var later = _turns.TranscribeLateAsync(Segment(10), CancellationToken.None);
        Assert.Equal(1, _transcriber.Calls);

        _transcriber.Release();

        await Task.WhenAll(late, live, later).WaitAsync(LineClient.Deadline);
    }

    [Fact]
    public async Task What_was_said_earlier_stops_waiting_when_it_is_told_to()
    {
        using var stopping = new CancellationTokenSource();
        _turns.Announce();
        var late = _turns.TranscribeLateAsync(Segment(9), stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal(0, _transcriber.Calls);
    }

    private static SpeechSegment Segment(short sound) => new(new[] { sound }, 0, 1, 0);
}
