using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>What a daemon's log says about deliveries, in order.</summary>
internal static class Deliveries
{
    public static List<string> Ways(this DaemonProcess daemon) =>
        daemon.Query<string>("SELECT body ->> 'way' FROM events WHERE type = 'delivery_begun' ORDER BY seq");

    public static List<string> Outcomes(this DaemonProcess daemon) =>
        daemon.Query<string>("SELECT body ->> 'outcome' FROM events WHERE type = 'text_delivered' ORDER BY seq");

    /// <summary>Waits until the daemon is in a state.</summary>
    public static Task StateIsAsync(this DaemonProcess daemon, string state) => Eventually.IsTrueAsync(
        async () => (await daemon.CommandAsync("status")).Contains($"\"state\":\"{state}\"", StringComparison.Ordinal), state);

    /// <summary>Waits until so many are settled.</summary>
    public static async Task<List<string>> OutcomesAsync(this DaemonProcess daemon, int count)
    {
        await Eventually.IsTrueAsync(() => daemon.Outcomes().Count >= count, $"{count} are settled");
        return daemon.Outcomes();
    }
}
