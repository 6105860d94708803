using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--keep-metrics</c>.</summary>
/// <param name="Time">How old metrics become before they are thinned; null for never.</param>
internal readonly record struct MetricsRetention(TimeSpan? Time)
{
    public const string Standard = "7d";

    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "always, or a time such as 12h or 7d, from 1s to 36500d";

    private static readonly DurationRange Range = new(TimeSpan.FromSeconds(1), TimeSpan.FromDays(36_500));

    /// <summary>Null for an invalid value.</summary>
    public static MetricsRetention? Parse(string text) =>
        text == "always" ? new(null) : Range.Parse(text) is { } time ? new(time) : null;
}
