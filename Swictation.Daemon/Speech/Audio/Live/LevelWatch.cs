using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Notices a microphone that is set too loud or too quiet to be understood.</summary>
internal sealed class LevelWatch(string source, ILogger logger)
{
    // -60 dB of full scale. The segmenter takes nothing for speech that is not above -72 dB over 20 ms, and the peaks of
    // speech are about 12 dB higher. The noise of a microphone that works comes to more in ten seconds.
    private const int QuietPeak = 32;

    // Negative samples have one more, which some devices never give.
    private const int FullScale = short.MaxValue;

    // Half a percent. Speech that is only now and then too loud stays below a tenth of that.
    private static readonly int ManyFull = AudioFormat.Samples(AudioFrame.LevelSpan) / 200;
    private static readonly int FewFull = ManyFull / 5;

    private static readonly int SpanSamples = AudioFormat.Samples(AudioFrame.LevelSpan);

    private long _quiet;
    private int _heard;
    private int _full;
    private volatile SoundLevel _level;

    public SoundLevel Level => _level;

    /// <summary>The fault and its remedy; null if there is none.</summary>
    public Trouble? Trouble => _level switch
    {
        SoundLevel.Clipping => new(
            TroubleCode.MicrophoneClipping,
            $"{source}: the microphone is too loud, its sound is cut off; turn its level down"),
        SoundLevel.Quiet => new(
            TroubleCode.MicrophoneQuiet,
            $"{source}: the microphone gives hardly any sound; turn its level up, or check which one is chosen"),
        _ => null,
    };

    /// <summary>A new recording, or the device was gone: earlier sound does not count.</summary>
    public void Begin()
    {
        (_quiet, _heard, _full) = (0, 0, 0);
        _level = SoundLevel.Good;
    }

    /// <param name="isSilent">The microphone is muted, which is reported separately.</param>
    public void Hear(ReadOnlySpan<short> samples, bool isSilent)
    {
        var peak = 0;
        foreach (var sample in samples)
        {
            var loud = Math.Abs((int)sample);
            if (loud >= FullScale) _full++;
            if (loud > peak) peak = loud;
        }

        _heard += samples.Length;
        _quiet = isSilent || peak > QuietPeak ? 0 : _quiet + samples.Length;
        if (_level == SoundLevel.Quiet && _quiet == 0) Become(SoundLevel.Good);
        if (_level == SoundLevel.Good && _quiet >= SpanSamples) Become(SoundLevel.Quiet);
        if (_heard >= SpanSamples) EndSpan();
    }

    private void EndSpan()
    {
        if (_full >= ManyFull)
            Become(SoundLevel.Clipping);
        else if (_level == SoundLevel.Clipping && _full <= FewFull)
            Become(SoundLevel.Good);
        (_heard, _full) = (0, 0);
    }

    private void Become(SoundLevel level)
    {
        if (_level == level) return;

        _level = level;
        if (Trouble is { } trouble) CaptureLog.PoorLevel(logger, trouble.Words);
        else CaptureLog.GoodLevel(logger, source);
    }
}
