using System.Globalization;
using System.Text.RegularExpressions;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>How long a session has lasted, as its metrics tell it every second; on a busy machine one may be left out.</summary>
internal static partial class SessionLength
{
    /// <summary>Reads until the session has lasted for so many seconds.</summary>
    public static Task ReadUntilItLastsAsync(this LineClient client, double seconds) => client.ReadLinesUntilAsync(
        line => line.Contains("\"metrics_update\"", StringComparison.Ordinal)
            && double.Parse(Duration.Match(line).Groups[1].Value, CultureInfo.InvariantCulture) >= seconds,
        $"a session of {seconds} s");

    [GeneratedRegex("\"duration_s\":([0-9.]+)")]
    private static partial Regex Duration { get; }
}
