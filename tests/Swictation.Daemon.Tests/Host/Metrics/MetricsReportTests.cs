using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Metrics;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Metrics;

public sealed class MetricsReportTests
{
    [Fact]
    public void Metrics_are_logged_every_five_minutes_and_once_at_the_end()
    {
        var time = new FakeClock();
        var logger = new RecordingLogger();
        var committed = 0;
        using (new MetricsReport(() => SampleMetrics.With(("committed", ++committed)), time, logger))
        {
            time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
            Assert.Empty(logger.Lines);
            time.Advance(TimeSpan.FromMilliseconds(1));
            time.Advance(TimeSpan.FromMinutes(5));
            Assert.Equal(2, logger.Lines.Count);
        }

        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal([1, 2, 3], logger.Lines.Select(line => Committed(line.Text)));
        Assert.All(logger.Lines, line => Assert.Equal(LogLevel.Information, line.Level));
    }

    private static int Committed(string line) => int.Parse(line.Split(' ')[1], null);
}
