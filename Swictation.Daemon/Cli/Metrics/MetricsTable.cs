using System.Text;
using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Cli.Metrics;

/// <summary>The figures for people: groups of names and numbers, the numbers one below the other.</summary>
internal static class MetricsTable
{
    private const int NameWidth = 26;
    private const int NumberWidth = 16;
    private const int LatencyWidth = 13;

    public static string Of(BroadcasterMetrics metrics)
    {
        var table = new StringBuilder();
        Group("Events");
        Row("committed", metrics.Committed);
        Row("sent", metrics.Sent);
        Row("  from memory", metrics.SentMemory);
        Row("  from SQLite", metrics.SentSqlite);
        Row("bytes sent", metrics.Bytes);
        Row("slowest client behind", metrics.Lag);
        Row("read models behind", metrics.ModelLag);

        Group("Clients");
        Row("connected", metrics.Clients);
        Row("ever seen", metrics.Seen);
        Row("connects", metrics.Connects);
        foreach (var (name, count) in metrics.Disconnects.ByName()) Row($"disconnects, {name}", count);

        Group("Errors");
        foreach (var (name, count) in metrics.Errors.ByName()) Row(name, count);

        Group("Microphone");
        foreach (var (name, count) in metrics.Mic.FaultsByName()) Row(name, count);
        Row("ms of sound lost", metrics.Mic.LostMs);
        Row("samples corrected", metrics.Mic.Corrected);

        Group("Latency");
        Latencies("", "count", "p50", "p90", "p99", "max");
        Figures("commit", metrics.CommitUs);
        Figures("commit to socket", metrics.SocketUs);
        foreach (var (name, latency) in metrics.StagesUs.ByName()) Figures($"segment, {name}", latency);

        table.Append('\n').Append(Name("up")).Append(Up(metrics.UptimeS)).Append('\n');
        return table.ToString();

        void Group(string title) => table.Append(table.Length == 0 ? "" : "\n").Append(title).Append('\n');

        void Row(string name, long number) =>
            table.Append(Name(name)).Append($"{number:N0}".PadLeft(NumberWidth)).Append('\n');

        void Figures(string name, LatencyFigures latency) => Latencies(
            name, $"{latency.N:N0}", In(latency.P50), In(latency.P90), In(latency.P99), In(latency.Max));

        void Latencies(string name, string count, params string[] latencies)
        {
            table.Append(Name(name)).Append(count.PadLeft(NumberWidth));
            foreach (var latency in latencies) table.Append(latency.PadLeft(LatencyWidth));
            table.Append('\n');
        }
    }

    private static string Name(string name) => $"  {name}".PadRight(NameWidth);

    private static string In(double microseconds) => microseconds switch
    {
        < 1_000 => $"{microseconds:N1} µs",
        < 1_000_000 => $"{microseconds / 1_000:N1} ms",
        _ => $"{microseconds / 1_000_000:N1} s ",
    };

    private static string Up(double seconds)
    {
        var up = TimeSpan.FromSeconds(Math.Floor(seconds));
        var text = up switch
        {
            { TotalMinutes: < 1 } => $"{up.Seconds} s",
            { TotalHours: < 1 } => $"{up:m\\:ss} min",
            { Days: 0 } => $"{up:h\\:mm\\:ss} h",
            _ => $"{up.Days} d {up:h\\:mm\\:ss} h",
        };
        return text.PadLeft(NumberWidth);
    }
}
