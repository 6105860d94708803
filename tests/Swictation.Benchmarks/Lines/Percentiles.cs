namespace Swictation.Benchmarks.Lines;

/// <summary>Latencies in steps of 10 ns, so that one takes four bytes and may be 42 s.</summary>
internal sealed class Percentiles(int capacity)
{
    private const long Step = 10;
    private const double StepsPerMicrosecond = 100;

    private readonly uint[] _values = new uint[capacity];
    private bool _isSorted;

    public int Count { get; private set; }

    public void Add(long nanoseconds)
    {
        _values[Count++] = (uint)Math.Clamp(nanoseconds / Step, 0, uint.MaxValue);
        _isSorted = false;
    }

    /// <summary>In microseconds; 0 when there is none.</summary>
    /// <param name="fraction">0.5 for the median.</param>
    public double At(double fraction)
    {
        if (Count == 0) return 0;
        if (!_isSorted) Array.Sort(_values, 0, Count);
        _isSorted = true;
        return _values[Math.Min((int)(fraction * Count), Count - 1)] / StepsPerMicrosecond;
    }
}
