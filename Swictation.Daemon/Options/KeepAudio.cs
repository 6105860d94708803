using Swictation.Plumbing.Settings;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--keep-audio</c>.</summary>
internal static class KeepAudio
{
    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "none, always, or a time such as 90s, 30m, 12h or 7d, 36500d at most";

    // Longer than nothing, and over before a calendar is.
    private static readonly DurationRange Range = new(TimeSpan.FromTicks(1), TimeSpan.FromDays(36_500));

    /// <summary>Null for an invalid value.</summary>
    public static AudioRetention? Parse(string text) => text switch
    {
        "none" => AudioRetention.None,
        "always" => AudioRetention.Always,
        _ => Range.Parse(text) is { } time ? new(time) : null,
    };
}
