namespace Swictation.Benchmarks.Rows;

/// <summary>How much is measured.</summary>
/// <param name="IsQuick">A tenth of everything, once: to see that it works, not what it comes to.</param>
internal sealed record Bench(bool IsQuick)
{
    private const int Tenth = 10;

    public int Repetitions => IsQuick ? 1 : 3;

    public int Size(int whole) => IsQuick ? whole / Tenth : whole;

    /// <summary>The median of some figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[sorted.Length / 2];
    }
}
