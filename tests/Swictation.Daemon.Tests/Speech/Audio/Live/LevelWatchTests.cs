using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

public sealed class LevelWatchTests
{
    private const int FramesPerSecond = 50;

    private readonly RecordingLogger _log = new();
    private readonly LevelWatch _watch;

    public LevelWatchTests() => _watch = new("alsa:fake", _log);

    [Fact]
    public void Sound_with_many_samples_at_full_scale_is_clipping_until_ten_seconds_have_few()
    {
        Hear(seconds: 10, loudest: short.MaxValue, every: 100);
        Assert.Equal(SoundLevel.Clipping, _watch.Level);
        Assert.Contains("turn its level down", _watch.Trouble!.Words, StringComparison.Ordinal);

        Hear(seconds: 9.98, loudest: 9_000, every: 100);
        Assert.Equal(SoundLevel.Clipping, _watch.Level);
        Hear(seconds: 0.02, loudest: 9_000, every: 100);

        Assert.Equal((SoundLevel.Good, null), (_watch.Level, _watch.Trouble));
        Assert.Equal(2, _log.Lines.Count);
    }

    [Theory]
    [InlineData(short.MaxValue, 400)]
    [InlineData(short.MinValue, 400)]
    [InlineData(short.MaxValue - 1, 1)]
    public void Sound_that_is_loud_or_cut_off_now_and_then_is_good(short loudest, int every)
    {
        Hear(seconds: 20, loudest, every);

        Assert.Equal(SoundLevel.Good, _watch.Level);
    }

    [Fact]
    public void Negative_samples_are_cut_off_too()
    {
        Hear(seconds: 10, loudest: short.MinValue, every: 100);

        Assert.Equal(SoundLevel.Clipping, _watch.Level);
    }

    [Fact]
    public void Sound_that_is_too_low_for_speech_is_quiet_after_ten_seconds_until_it_is_louder()
    {
        Hear(seconds: 9.98, loudest: 32, every: 3);
        Assert.Equal(SoundLevel.Good, _watch.Level);
        Hear(seconds: 0.02, loudest: -32, every: 3);
        Assert.Equal(SoundLevel.Quiet, _watch.Level);
        Assert.Contains("turn its level up", _watch.Trouble!.Words, StringComparison.Ordinal);

        Hear(seconds: 0.02, loudest: 33, every: 300);

        Assert.Equal((SoundLevel.Good, null), (_watch.Level, _watch.Trouble));
    }

    [Fact]
    public void Microphone_that_is_muted_is_not_quiet_too()
    {
        Hear(seconds: 5, loudest: 0, every: 1);
        Hear(seconds: 30, loudest: 0, every: 1, isSilent: true);

        Assert.Equal(SoundLevel.Good, _watch.Level);
    }

    [Fact]
    public void Earlier_sound_does_not_count_in_a_new_recording()
    {
        Hear(seconds: 9.9, loudest: 5, every: 1);
        _watch.Begin();
        Hear(seconds: 9.9, loudest: 5, every: 1);

        Assert.Equal(SoundLevel.Good, _watch.Level);
    }

    private void Hear(double seconds, short loudest, int every, bool isSilent = false)
    {
        var frame = new short[CaptureRing.FrameSamples];
        var position = 0;
        for (var i = 0; i < seconds * FramesPerSecond; i++)
        {
            for (var sample = 0; sample < frame.Length; sample++)
                frame[sample] = position++ % every == 0 ? loudest : (short)0;
            _watch.Hear(frame, isSilent);
        }
    }
}
