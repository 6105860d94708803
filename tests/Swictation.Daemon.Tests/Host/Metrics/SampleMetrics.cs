using System.Text.Json.Nodes;
using Swictation.Daemon.Host.Metrics;

namespace Swictation.Daemon.Tests.Host.Metrics;

/// <summary>Figures of which no two are alike.</summary>
internal static class SampleMetrics
{
    /// <summary>The reply to <c>metrics</c> as it was written before there were declarations, and is written now.</summary>
    public const string Reply =
        """
        {"uptime_s":90061.5,"committed":12345,"sent":24700,"sent_memory":24000,"sent_sqlite":700,"bytes":3951234,
        "clients":3,"seen":29,"connects":25,
        "disconnects":{"closed":11,"gone":5,"stalled":2,"refused":4,"shutdown":1,"replaced":0,"error":6},
        "lag":17,"model_lag":19,"held":1,
        "commit_us":{"n":12000,"sum":540000.5,"p50":41.5,"p90":60.2,"p99":180.7,"max":25000.1,
        "up_to":[7000,9000,11800,11900,11950,11960,11970,11980,11990,12000,12000,12000,12000,12000]},
        "socket_us":{"n":24001,"sum":360000.5,"p50":14.1,"p90":22.2,"p99":91.3,"max":1500.4,
        "up_to":[23000,23900,23990,23995,23999,24001,24001,24001,24001,24001,24001,24001,24001,24001]},
        "stages_us":{
        "capture":{"n":50,"sum":25000000.5,"p50":500000.1,"p90":510000.2,"p99":520000.3,"max":530000.4,"up_to":[0,0,0,0,25,50,50,50,50,50,50]},
        "wait":{"n":50,"sum":150000.5,"p50":3000.1,"p90":3100.2,"p99":3200.3,"max":3300.4,"up_to":[50,50,50,50,50,50,50,50,50,50,50]},
        "recognition":{"n":50,"sum":50000000.5,"p50":1000000.1,"p90":1100000.2,"p99":1200000.3,"max":1300000.4,"up_to":[0,0,0,0,0,25,50,50,50,50,50]},
        "commit":{"n":50,"sum":65000.5,"p50":1300.1,"p90":1400.2,"p99":1500.3,"max":1600.4,
        "up_to":[0,0,0,0,0,50,50,50,50,50,50,50,50,50]}},
        "errors":{"append":7,"projection":8,"checkpoint":9,"damage":18,"accept":10,"send":12,"limit":13,"request":14,
        "peer":16,"internal":15,"recognition":22},
        "withheld":{"nobody_speaks":23,"no_speech_text":24},
        "disk":{"left":987654321,"last_day":7654321},
        "mic":{"overruns":18,"suspends":20,"outages":21,"lost_ms":2204,"corrected":2305},
        "microphone":{"closed":0,"preparing":0,"open":1,"missing":0}}
        """;

    public static MetricValues Create() => With();

    /// <summary>The figures with some changed.</summary>
    public static MetricValues With(params (string Path, double Value)[] changed)
    {
        var figures = JsonNode.Parse(Reply)!.AsObject();
        foreach (var (path, value) in changed)
        {
            var names = path.Split('/');
            var parent = names.SkipLast(1).Aggregate(figures, (at, name) => at[name]!.AsObject());
            parent[names[^1]] = value;
        }

        return new(JsonNode.Parse(figures.ToJsonString())!.AsObject());
    }
}
