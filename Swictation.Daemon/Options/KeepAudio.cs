using System.Globalization;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Options;

/// <summary>What <c>--keep-audio</c> says.</summary>
internal static class KeepAudio
{
    /// <summary>What can be said, for messages.</summary>
    public const string Forms = "none, always, or a time such as 90s, 30m, 12h or 7d, 36500d at most";

    // A time that ends before a calendar does.
    private const double MostDays = 36_500;

    /// <summary>Null for what has no meaning.</summary>
    public static AudioRetention? Parse(string text) => text switch
    {
        "none" => AudioRetention.None,
        "always" => AudioRetention.Always,
        [.. var number, 's'] => Time(number, TimeSpan.FromSeconds(1)),
        [.. var number, 'm'] => Time(number, TimeSpan.FromMinutes(1)),
        [.. var number, 'h'] => Time(number, TimeSpan.FromHours(1)),
        [.. var number, 'd'] => Time(number, TimeSpan.FromDays(1)),
        _ => null,
    };

    private static AudioRetention? Time(string number, TimeSpan unit) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count * unit.TotalDays <= MostDays
            ? new(unit * count)
            : null;
}
