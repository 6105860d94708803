using System.Globalization;

namespace Swictation.Daemon.Options;

/// <summary>What <c>--preroll</c> says.</summary>
internal static class Preroll
{
    public const string Standard = "300ms";

    /// <summary>What can be said, for messages.</summary>
    public const string Forms = "a time such as 300ms or 0.5s, 0 for none, 2s at most";

    // Who says something two seconds before the key does not mean it for the daemon.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    /// <summary>Null for what has no meaning.</summary>
    public static TimeSpan? Parse(string text) => text switch
    {
        "0" => TimeSpan.Zero,
        [.. var number, 'm', 's'] => Time(number, TimeSpan.FromMilliseconds(1)),
        [.. var number, 's'] => Time(number, TimeSpan.FromSeconds(1)),
        _ => null,
    };

    private static TimeSpan? Time(string number, TimeSpan unit) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count * unit <= Most
            ? count * unit
            : null;
}
