using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--keep-text</c>.</summary>
/// <param name="Time">How old texts become before they are forgotten; null for never.</param>
internal readonly record struct TextRetentionTime(TimeSpan? Time)
{
    public const string Standard = "always";

    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "always, or a time such as 12h or 90d, from 1m to 36500d";

    // What is forgotten does not come back: no slip of a unit takes what was said a moment ago.
    private static readonly DurationRange Range = new(TimeSpan.FromMinutes(1), TimeSpan.FromDays(36_500));

    /// <summary>Null for an invalid value.</summary>
    public static TextRetentionTime? Parse(string text) =>
        text == Standard ? new(null) : Range.Parse(text) is { } time ? new(time) : null;
}
