namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>
/// Brings samples beyond full scale back: floats may be louder than 1, and programs write 16-bit numbers as floats. From the
/// loudest so far on all are made quieter by the same factor.
/// </summary>
internal sealed class FullScale
{
    private float _peak = 1;

    /// <summary>How much louder than full scale the loudest so far was; 1 if none was.</summary>
    public float Peak => _peak;

    /// <summary>What is no number becomes silence.</summary>
    public void Fit(Span<float> samples)
    {
        foreach (ref var sample in samples)
        {
            if (!float.IsFinite(sample)) sample = 0;
            _peak = Math.Max(_peak, Math.Abs(sample));
        }

        if (_peak <= 1) return;
        foreach (ref var sample in samples) sample /= _peak;
    }
}
