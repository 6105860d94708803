using Swictation.Daemon.Cli.Metrics;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Tests.Host.Metrics;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Cli.Metrics;

public sealed class MetricsFormsTests
{
    private static readonly MetricValues Sample = SampleMetrics.Create();

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(61, "1:01 min")]
    [InlineData(3_607, "1:00:07 h")]
    [InlineData(86_400, "1 d 0:00:00 h")]
    public void Table_says_how_long_the_daemon_is_up_as_people_do(double seconds, string up) =>
        Assert.EndsWith($"  {up}\n", MetricsTable.Of(SampleMetrics.With(("uptime_s", seconds))), StringComparison.Ordinal);

    [Fact]
    public void Table_has_every_figure_with_the_numbers_one_below_the_other()
    {
        const string expected =
            """
            Events
              committed                         12,345
              sent                              24,700
                from memory                     24,000
                from SQLite                        700
              bytes sent                     3,951,234
              slowest client behind                 17
              read models behind                    19
              held by a reader                       1

            Clients
              connected                              3
              ever seen                             29
              connects                              25
              disconnects, closed                   11
              disconnects, gone                      5
              disconnects, stalled                   2
              disconnects, refused                   4
              disconnects, shutdown                  1
              disconnects, replaced                  0
              disconnects, error                     6

            Errors
              append                                 7
              projection                             8
              checkpoint                             9
              damage                                18
              accept                                10
              send                                  12
              limit                                 13
              request                               14
              peer                                  16
              internal                              15
              recognition                           22

            Withheld
              nobody speaks                         23
              text of no speech                     24

            Disk, bytes
              left                         987,654,321
              taken in the last day          7,654,321

            Microphone
              overruns                              18
              suspends                              20
              outages                               21
              ms of sound lost                   2,204
              samples corrected                  2,305
              closed                                 0
              preparing                              0
              open                                   1
              missing                                0

            Latency
                                                 count          p50          p90          p99          max
              commit                            12,000      41.5 µs      60.2 µs     180.7 µs      25.0 ms
              commit to socket                  24,001      14.1 µs      22.2 µs      91.3 µs       1.5 ms
              segment, capture                      50     500.0 ms     510.0 ms     520.0 ms     530.0 ms
              segment, wait                         50       3.0 ms       3.1 ms       3.2 ms       3.3 ms
              segment, recognition                  50       1.0 s        1.1 s        1.2 s        1.3 s 
              segment, commit                       50       1.3 ms       1.4 ms       1.5 ms       1.6 ms

              up                         1 d 1:01:01 h

            """;

        Assert.Equal(expected, MetricsTable.Of(Sample));
    }

    [Fact]
    public void Prometheus_says_of_each_figure_what_it_is()
    {
        var help = PrometheusText.Of(Sample).Split('\n')
            .Where(line => line.StartsWith("# HELP", StringComparison.Ordinal))
            .Select(line => line.Split(' ', 4)[3]);

        Assert.Equal(help, help.Distinct());
    }

    [Fact]
    public void Prometheus_text_is_in_the_format_and_has_every_figure()
    {
        var samples = PrometheusFormat.Read(PrometheusText.Of(Sample));

        Assert.Equal(12_345, samples["swictation_events_committed_total"]);
        Assert.Equal(24_000, samples["""swictation_events_sent_total{source="memory"}"""]);
        Assert.Equal(700, samples["""swictation_events_sent_total{source="sqlite"}"""]);
        Assert.Equal(2, samples["""swictation_disconnects_total{reason="stalled"}"""]);
        Assert.Equal(13, samples["""swictation_errors_total{kind="limit"}"""]);
        Assert.Equal(22, samples["""swictation_errors_total{kind="recognition"}"""]);
        Assert.Equal(7_000, samples["""swictation_commit_seconds_bucket{le="0.00005"}"""]);
        Assert.Equal(12_000, samples["""swictation_commit_seconds_bucket{le="+Inf"}"""]);
        Assert.Equal(0.5400005, samples["swictation_commit_seconds_sum"]);
        Assert.Equal(24_001, samples["swictation_commit_to_socket_seconds_count"]);
        Assert.Equal(0.0015004, samples["swictation_commit_to_socket_max_seconds"]);
        Assert.Equal(25, samples["""swictation_segment_recognition_seconds_bucket{le="1"}"""]);
        Assert.Equal(25.0000005, samples["swictation_segment_capture_seconds_sum"]);
        Assert.Equal(50, samples["swictation_segment_wait_seconds_count"]);
        Assert.Equal(0.0016004, samples["swictation_segment_commit_max_seconds"]);
        Assert.Equal(23, samples["""swictation_segments_withheld_total{reason="nobody_speaks"}"""]);
        Assert.Equal(21, samples["""swictation_microphone_faults_total{kind="outages"}"""]);
        Assert.Equal(2.204, samples["swictation_microphone_lost_seconds_total"]);
        Assert.Equal(3_951_234, samples["swictation_sent_bytes_total"]);
        Assert.Equal(1, samples["""swictation_microphone_state{state="open"}"""]);
        Assert.Equal(987_654_321, samples["swictation_disk_left_bytes"]);
        Assert.Equal(7_654_321, samples["swictation_disk_last_day_bytes"]);
        // 18 quantiles are gone; 3 histograms have 14 bounds, 3 have 11, each one without an end more.
        Assert.Equal(78 - 18 + (3 * 15) + (3 * 12), samples.Count);
    }

    [Fact]
    public void Prometheus_gets_sum_and_count_of_a_daemon_that_has_other_bounds()
    {
        var figures = Sample.Figures.DeepClone().AsObject();
        figures["commit_us"]!.AsObject().Remove("up_to");

        var samples = PrometheusFormat.Read(PrometheusText.Of(new(figures)));

        Assert.Equal(12_000, samples["""swictation_commit_seconds_bucket{le="+Inf"}"""]);
        Assert.Equal(12_000, samples["swictation_commit_seconds_count"]);
        Assert.Single(samples.Keys, name => name.StartsWith("swictation_commit_seconds_bucket", StringComparison.Ordinal));
    }

    [Fact]
    public void Line_for_the_log_has_the_main_figures_and_what_went_wrong()
    {
        var line = MetricsLine.Of(Sample);

        Assert.Equal(
            "12345 events committed (p50 41.5 µs, p99 180.7 µs), 24700 sent (p50 14.1 µs, p99 91.3 µs), "
            + "700 of them from SQLite, 3951234 bytes, 3 of 29 clients connected, slowest client 17 behind, "
            + "read models 19 behind, errors: append 7, projection 8, checkpoint 9, damage 18, accept 10, send 12, limit 13, "
            + "request 14, peer 16, internal 15, recognition 22, microphone: overruns 18, suspends 20, outages 21",
            line);
        Assert.EndsWith(
            "errors: none, microphone: none",
            MetricsLine.Of(SampleMetrics.With([.. DaemonMetrics.All
                .Where(metric => metric.Path.StartsWith("errors/", StringComparison.Ordinal)
                    || metric.Path.StartsWith("mic/", StringComparison.Ordinal))
                .Select(metric => (metric.Path, 0.0))])),
            StringComparison.Ordinal);
    }
}
