namespace Swictation.Daemon.Options;

/// <summary>The value of <c>--microphone</c>: how long the microphone stays open behind a recording.</summary>
internal static class MicrophoneHold
{
    public const string Standard = "warm=30s";

    /// <summary>The possible values, for messages.</summary>
    public const string Forms = "warm=TIME with a time such as 30s, always, or recording";

    private const string Warm = "warm=";

    /// <summary>
    /// The time, zero for none, <see cref="Timeout.InfiniteTimeSpan"/> for always; null for what has no meaning.
    /// </summary>
    public static TimeSpan? Parse(string text) => text switch
    {
        "always" => Timeout.InfiniteTimeSpan,
        "recording" => TimeSpan.Zero,
        _ when text.StartsWith(Warm, StringComparison.Ordinal) => DaemonSettings.Timeout.Parse(text[Warm.Length..]),
        _ => null,
    };
}
