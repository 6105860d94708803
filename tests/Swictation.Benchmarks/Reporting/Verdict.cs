namespace Swictation.Benchmarks.Reporting;

internal enum Verdict
{
    /// <summary>The aim is reached.</summary>
    Aim,

    /// <summary>What it must reach is reached.</summary>
    Pass,

    Fail,

    /// <summary>It could not be measured, and a note says why.</summary>
    Skipped,
}
