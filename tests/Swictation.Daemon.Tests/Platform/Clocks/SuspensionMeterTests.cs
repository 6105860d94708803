using System.Diagnostics;
using System.Globalization;
using Swictation.Daemon.Platform.Clocks;

namespace Swictation.Daemon.Tests.Platform.Clocks;

public sealed class SuspensionMeterTests
{
    [Fact]
    public void Time_in_which_the_machine_is_awake_is_no_sleep()
    {
        var meter = new SuspensionMeter();
        var first = meter.Total;
        var started = Stopwatch.GetTimestamp();

        var (least, most) = (first, first);
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(200))
        {
            var total = meter.Total;
            least = total < least ? total : least;
            most = total > most ? total : most;
        }

        Assert.True(most - least < TimeSpan.FromMilliseconds(5), $"between {least} and {most}");
    }

    [Fact]
    public void Sleep_is_what_the_system_counts_and_timers_do_not()
    {
        const double Resolution = 0.05;
        var before = Environment.TickCount64 / 1e3;
        var uptime = double.Parse(
            File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        var after = Environment.TickCount64 / 1e3;

        var sleep = new SuspensionMeter().Total.TotalSeconds;

        Assert.InRange(sleep, uptime - after - Resolution, uptime - before + Resolution);
    }
}
