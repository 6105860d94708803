using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--preroll</c>.</summary>
internal static class Preroll
{
    public const string Standard = "300ms";

    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "a time such as 300ms or 0.5s, 0 for none, 2s at most";

    // Speech two seconds before the key is not meant for the daemon.
    private static readonly DurationRange Range = new(TimeSpan.Zero, TimeSpan.FromSeconds(2));

    /// <summary>Null for an invalid value.</summary>
    public static TimeSpan? Parse(string text) => Range.Parse(text);
}
