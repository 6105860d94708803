namespace Swictation.Benchmarks.Reporting;

/// <summary>All that one run has measured.</summary>
internal sealed record Report(
    DateTimeOffset At, string Version, Machine Machine, bool IsQuick, IReadOnlyList<Figure> Figures)
{
    /// <summary>True when no row misses what it must reach.</summary>
    public bool IsPassed => Figures.All(figure => figure.Verdict != Verdict.Fail);
}
