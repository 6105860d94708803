namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>How far sound stands out of the noise under it, which it follows in each band on its own.</summary>
internal sealed class SpeechDetector(double lowestNoiseDb)
{
    private readonly BandMeter _meter = new();
    private readonly NoiseFloor _low = new(lowestNoiseDb);
    private readonly NoiseFloor _middle = new(lowestNoiseDb);
    private readonly NoiseFloor _high = new(lowestNoiseDb);
    private readonly WakingSound _waking = new();

    /// <summary>False while noise cannot be told from speech: for the first 200 ms, at most, of sound.</summary>
    public bool IsSettled => _low.IsSettled && !_waking.IsUndecided;

    /// <summary>Takes the next 20 ms.</summary>
    public BandLevels Hear(ReadOnlySpan<short> samples)
    {
        var levels = _meter.Measure(samples);
        _low.Add(levels.Low);
        _middle.Add(levels.Middle);
        _high.Add(levels.High);
        if (_waking.Hear(levels) is { } noise)
        {
            _low.Restart(noise.Low);
            _middle.Restart(noise.Middle);
            _high.Restart(noise.High);
        }

        return levels;
    }

    /// <summary>By how many dB these levels are above the noise, in the band in which that is most.</summary>
    public double Excess(BandLevels levels) => Math.Max(
        levels.Low - _low.Decibels, Math.Max(levels.Middle - _middle.Decibels, levels.High - _high.Decibels));
}
