using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

public sealed class CaptureClockTests
{
    private const int Frame = CaptureRing.FrameSamples;

    private readonly FakeClock _time = new();

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    [InlineData(1_000)]
    [InlineData(-1_000)]
    [InlineData(0)]
    public void Device_whose_clock_is_off_keeps_time_for_half_an_hour(int millionths)
    {
        var random = new Random(7);
        var frameTicks = TimeSpan.TicksPerSecond / 50 / (1 + (millionths / 1e6));
        var clock = new CaptureClock(_time);
        var position = clock.Begin(0, 0);
        var (corrected, furthest) = (0, TimeSpan.Zero);

        for (var frame = 1; frame <= 30 * 60 * 50; frame++)
        {
            // Whoever looks is late by up to 15 ms, and now and then by half a second.
            var captured = TimeSpan.FromTicks((long)(frame * frameTicks));
            var late = TimeSpan.FromMilliseconds(random.Next(1_000) == 0 ? 500 : random.NextDouble() * 15);
            var correction = clock.Observe(position + Frame, (captured + late).Ticks);
            var change = correction switch
            {
                CaptureCorrection.OneTooMany => -1,
                CaptureCorrection.OneTooFew => 1,
                _ => 0,
            };
            Assert.NotEqual(CaptureCorrection.Lost, correction);
            corrected += Math.Abs(change);
            position += Frame + change;
            var off = (AudioFormat.Duration(position) - captured).Duration();
            if (off > furthest) furthest = off;
        }

        Assert.InRange(furthest.TotalMilliseconds, 0, 20);
        // 100 millionths of half an hour are 2880 samples; what a clock has that is right is left alone.
        var expected = Math.Abs(millionths) * 28.8;
        Assert.InRange(corrected, expected * 0.9, expected * 1.1);
    }

    [Fact]
    public void What_comes_late_at_first_does_not_count()
    {
        var clock = new CaptureClock(_time);
        var start = TimeSpan.FromSeconds(1);

        // The first frame comes 400 ms late; the others follow at once, and from then on in time.
        var position = clock.Begin(0, (start + TimeSpan.FromMilliseconds(400)).Ticks);
        for (var frame = 1; frame <= 1_000; frame++)
        {
            var now = start + AudioFormat.Duration(frame * Frame);
            if (now < start + TimeSpan.FromMilliseconds(420)) now = start + TimeSpan.FromMilliseconds(420);
            position += Frame;
            Assert.Equal(CaptureCorrection.None, clock.Observe(position, now.Ticks));
        }

        Assert.Equal(start + AudioFormat.Duration(1_000 * Frame), TimeSpan.FromTicks(clock.TimestampOf(position)));
    }

    [Fact]
    public void Samples_that_a_device_leaves_out_without_a_word_are_noticed()
    {
        var clock = new CaptureClock(_time);
        var position = clock.Begin(0, 0);
        var now = TimeSpan.Zero;

        for (var frame = 0; frame < 200; frame++) Observe();
        now += TimeSpan.FromSeconds(1);
        var corrections = Enumerable.Range(0, 600)
            .Select(_ => Observe())
            .TakeWhile(each => each != CaptureCorrection.Lost);

        Assert.InRange(corrections.Count(), 1, 599);
        Assert.Equal(position + 16_000, clock.Begin(position, now.Ticks), tolerance: 16);

        CaptureCorrection Observe()
        {
            now += TimeSpan.FromMilliseconds(20);
            position += Frame;
            return clock.Observe(position, now.Ticks);
        }
    }

    [Fact]
    public void Position_is_the_time_that_has_passed_and_never_goes_back()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        var clock = new CaptureClock(_time);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(3 * 16_000, clock.Begin(0, _time.GetTimestamp()));
        Assert.Equal(99_000, clock.Begin(99_000, _time.GetTimestamp()));
    }
}
