using System.Globalization;

namespace Swictation.Benchmarks.Reporting;

/// <summary>What a row has to reach, and what it is meant to reach.</summary>
/// <param name="IsAtLeast">True where more is better.</param>
/// <param name="IsRatio">True where the ratio to the floor is judged, false where the figure itself is.</param>
internal sealed record Target(double Must, double Aim, bool IsAtLeast, bool IsRatio)
{
    public static Target AtMost(double must, double aim) => new(must, aim, IsAtLeast: false, IsRatio: false);

    public static Target AtLeast(double must, double aim) => new(must, aim, IsAtLeast: true, IsRatio: false);

    public static Target RatioAtMost(double must, double aim) => new(must, aim, IsAtLeast: false, IsRatio: true);

    public static Target RatioAtLeast(double must, double aim) => new(must, aim, IsAtLeast: true, IsRatio: true);

    public bool IsReachedBy(double judged) => IsAtLeast ? judged >= Must : judged <= Must;

    public bool IsAimReachedBy(double judged) => IsAtLeast ? judged >= Aim : judged <= Aim;

    /// <summary>A limit with its sign, such as <c>≤ 4</c>.</summary>
    public string Show(double limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsAtLeast ? '≥' : '≤')} {limit:#,0.##}");
}
