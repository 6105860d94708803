using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--keep-cancelled</c>.</summary>
internal static class KeepCancelled
{
    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "none, or a time such as 90s, 10m or 2h, 30d at most";

    /// <summary>A mistake is noticed while one still knows what one said.</summary>
    public const string Standard = "10m";

    private static readonly DurationRange Range = new(TimeSpan.FromTicks(1), TimeSpan.FromDays(30));

    /// <summary>Null for an invalid value.</summary>
    public static TimeSpan? Parse(string text) => text == "none" ? TimeSpan.Zero : Range.Parse(text);
}
