using Swictation.Daemon.Speech.Audio.Live;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

public sealed class CaptureRingTests : IDisposable
{
    private readonly CaptureRing _ring = new();
    private readonly short[] _taken = new short[CaptureRing.FrameSamples + 1];

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void Frames_are_taken_in_order_with_their_gaps()
    {
        _ring.Add(0, [1, 2], capturedAt: 10);
        _ring.Add(100, [3], capturedAt: 20);
        var number = _ring.Find(0);

        Assert.Equal((0L, 10L, "1 2", false), Take(ref number));
        Assert.Equal((100L, 20L, "3", false), Take(ref number));
        Assert.False(_ring.TryTake(ref number, _taken, out _, out _));
        Assert.Equal(101, _ring.End);
    }

    [Fact]
    public void Reader_that_is_too_slow_is_told_that_it_has_lost_something()
    {
        var number = _ring.Find(0);
        for (var i = 0; i < 501; i++) _ring.Add(i, [(short)i], capturedAt: i);

        Assert.Equal((1L, 1L, "1", true), Take(ref number));
        Assert.Equal((2L, 2L, "2", false), Take(ref number));
    }

    [Fact]
    public void What_is_forgotten_cannot_be_taken()
    {
        for (var i = 0; i < 10; i++) _ring.Add(i, [(short)i], capturedAt: i);

        _ring.ForgetBefore(7);

        var number = _ring.Find(0);
        Assert.Equal((7L, 7L, "7", false), Take(ref number));
        _ring.ForgetBefore(long.MaxValue);
        Assert.False(_ring.TryTake(ref number, _taken, out _, out _));
    }

    [Fact]
    public async Task Waiting_ends_with_a_frame_or_a_call()
    {
        var waiting = _ring.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        _ring.Add(0, [1], capturedAt: 0);
        await waiting;
        _ring.Wake();
        _ring.Wake();
        await _ring.WaitAsync(CancellationToken.None);

        Assert.False(_ring.WaitAsync(CancellationToken.None).IsCompleted);
    }

    private (long Position, long CapturedAt, string Samples, bool IsLate) Take(ref long number)
    {
        Assert.True(_ring.TryTake(ref number, _taken, out var frame, out var isLate));
        return (frame.Position, frame.CapturedAt, string.Join(' ', frame.Samples.ToArray()), isLate);
    }
}
