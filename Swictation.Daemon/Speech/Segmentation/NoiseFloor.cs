namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// The level of the noise under the speech, in one band: the lowest smoothed level of the last two seconds. So it falls
/// with the first quiet moment, and rises only once it has been louder for as long as speech never goes without a gap.
/// </summary>
/// <param name="lowestDb">It is never taken to be lower than this.</param>
internal sealed class NoiseFloor(double lowestDb)
{
    private const int FramesPerBlock = 10;
    private const int WindowBlocks = 10;
    private const int SettlingFrames = 10;

    // About 60 ms of 20 ms frames: single frames of noise go far below its mean.
    private const double Smoothing = 0.3;

    // Noise stays within a few dB over 200 ms, speech rarely does.
    private const double StationarySpreadDb = 6;

    // Until two seconds have been heard the lowest level may be that of speech, so it is believed only up to here:
    // fully when the first 200 ms were as even as noise is (a held vowel is too, but louder), less when they were not.
    private const double StationaryCeilingDb = -30;
    private const double UnevenCeilingDb = -45;

    private readonly double[] _blockMinima = new double[WindowBlocks];
    private double _smoothedDb;
    private double _blockMinimum = double.MaxValue;
    private double _loudestStartDb = double.MinValue;
    private double _quietestStartDb = double.MaxValue;
    private long _frames;

    /// <summary>False for the first 200 ms, in which noise cannot be told from speech.</summary>
    public bool IsSettled => _frames >= SettlingFrames;

    public double Decibels { get; private set; }

    /// <summary>Takes the level of the next 20 ms.</summary>
    public void Add(double levelDb)
    {
        // Smoothing the logarithm: one loud frame must not hide the quiet ones after it.
        levelDb = Math.Max(levelDb, lowestDb);
        _smoothedDb = _frames == 0 ? levelDb : _smoothedDb + (Smoothing * (levelDb - _smoothedDb));
        if (_frames < SettlingFrames)
        {
            _loudestStartDb = Math.Max(_loudestStartDb, levelDb);
            _quietestStartDb = Math.Min(_quietestStartDb, levelDb);
        }

        _blockMinimum = Math.Min(_blockMinimum, _smoothedDb);
        _frames++;
        Decibels = Math.Min(LowestOfWindow(), Ceiling());
        if (_frames % FramesPerBlock == 0) CloseBlock();
    }

    /// <summary>Forgets earlier sound: the noise is at this level.</summary>
    public void Restart(double levelDb)
    {
        Decibels = _smoothedDb = _blockMinimum = Math.Max(levelDb, lowestDb);
        Array.Fill(_blockMinima, Decibels);
    }

    private double LowestOfWindow()
    {
        var blocks = (int)Math.Min(_frames / FramesPerBlock, WindowBlocks);
        var lowest = _blockMinimum;
        foreach (var minimum in _blockMinima.AsSpan(0, blocks)) lowest = Math.Min(lowest, minimum);
        return lowest;
    }

    private double Ceiling()
    {
        if (_frames > FramesPerBlock * WindowBlocks) return double.MaxValue;
        return _loudestStartDb - _quietestStartDb < StationarySpreadDb ? StationaryCeilingDb : UnevenCeilingDb;
    }

    private void CloseBlock()
    {
        _blockMinima[(int)(((_frames / FramesPerBlock) - 1) % WindowBlocks)] = _blockMinimum;
        _blockMinimum = double.MaxValue;
    }
}
