namespace Swictation.Benchmarks.Reporting;

/// <summary>One line of the table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Unit">Unit of the figures.</param>
/// <param name="Measured">The daemon's figure; null when it could not be measured.</param>
/// <param name="Floor">What it is compared with; null where the target stands alone.</param>
/// <param name="Note">What else there is to say.</param>
internal sealed record Figure(
    string Work, string Unit, double? Measured, double? Floor, Target Target, string? Note = null)
{
    public double? Ratio => Measured / Floor;

    public Verdict Verdict => (Target.IsRatio ? Ratio : Measured) switch
    {
        null => Verdict.Skipped,
        { } judged when Target.IsAimReachedBy(judged) => Verdict.Aim,
        { } judged when Target.IsReachedBy(judged) => Verdict.Pass,
        _ => Verdict.Fail,
    };
}
