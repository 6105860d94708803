namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// Looks at the first sound after digital silence: of a microphone that was muted, a noise gate that opens, a monitor
/// on which something is played. The silence says nothing about the noise under it, so the faintest hiss would be
/// speech.
/// </summary>
internal sealed class WakingSound
{
    /// <summary>How many frames of 20 ms it has to see. The first begins anywhere and does not count.</summary>
    public const int Frames = 11;

    // No microphone that is on is so quiet.
    private const double SilenceDb = -85;

    // Noise stays within a few dB in all bands at once, speech does not: each of its sounds has a band of its own.
    private const double EvenDb = 6;

    // Louder ones may be speech after all, and are taken for it until they have lasted.
    private const double LoudestNoiseDb = -45;

    // Nothing was heard yet: the beginning counts as silence.
    private bool _isSilent = true;
    private int _left;
    private BandLevels _lowest;
    private BandLevels _highest;

    /// <summary>True while the sound is not judged yet.</summary>
    public bool IsUndecided => _left > 0;

    /// <summary>Takes the levels of the next 20 ms.</summary>
    /// <returns>If these show that the sound is nothing but noise: its level. Otherwise null.</returns>
    public BandLevels? Hear(BandLevels levels)
    {
        if (levels.Total < SilenceDb)
        {
            _isSilent = true;
            _left = 0;
            return null;
        }

        if (_isSilent) _left = Frames;
        _isSilent = false;
        return _left > 0 ? Look(levels) : null;
    }

    private BandLevels? Look(BandLevels levels)
    {
        if (_left == Frames - 1) _lowest = _highest = levels;
        _lowest = Each(Math.Min, _lowest, levels);
        _highest = Each(Math.Max, _highest, levels);
        return --_left == 0 && IsNoise() ? _lowest : null;
    }

    private bool IsNoise() => _highest.Total < LoudestNoiseDb
        && _highest.Low - _lowest.Low < EvenDb
        && _highest.Middle - _lowest.Middle < EvenDb
        && _highest.High - _lowest.High < EvenDb;

    private static BandLevels Each(Func<double, double, double> of, BandLevels one, BandLevels other) =>
        new(of(one.Low, other.Low), of(one.Middle, other.Middle), of(one.High, other.High));
}
