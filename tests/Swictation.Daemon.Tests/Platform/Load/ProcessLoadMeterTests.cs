using System.Diagnostics;
using Swictation.Daemon.Platform.Load;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Platform.Load;

public sealed class ProcessLoadMeterTests
{
    private readonly FakeClock _time = new();

    [Fact]
    public void Processor_time_is_measured_over_the_time_since_the_last_measurement()
    {
        var meter = new ProcessLoadMeter(_time, new ChildProcesses(), new NoGpuMeter());
        var before = Environment.CpuUsage.TotalTime;
        Work(TimeSpan.FromMilliseconds(50));
        var worked = Environment.CpuUsage.TotalTime - before;

        _time.Advance(TimeSpan.FromSeconds(10));
        var percent = meter.Measure().CpuPercent;

        // 50 ms of 10 s are 0.5 %; other tests work in this process too.
        Assert.True(percent >= Math.Round(worked.TotalSeconds * 10, 1), $"{percent} %");
    }

    [Fact]
    public void Figure_stays_until_there_is_enough_time_to_measure_over()
    {
        var meter = new ProcessLoadMeter(_time, new ChildProcesses(), new NoGpuMeter());
        Work(TimeSpan.FromMilliseconds(20));

        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(0, meter.Measure().CpuPercent);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        var percent = meter.Measure().CpuPercent;
        Assert.True(percent > 0);

        Work(TimeSpan.FromMilliseconds(20));
        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(percent, meter.Measure().CpuPercent);
    }

    [Fact]
    public void Time_that_stands_still_is_no_division_by_zero()
    {
        var meter = new ProcessLoadMeter(_time, new ChildProcesses(), new NoGpuMeter());

        Assert.Equal(new(GpuMemoryMb: 0, GpuMemoryPercent: 0, CpuPercent: 0), meter.Measure());
    }

    [Fact]
    public async Task What_a_child_does_counts_also_when_it_has_ended()
    {
        var meter = new ProcessLoadMeter(_time, new ChildProcesses(), new NoGpuMeter());
        var before = new ChildProcesses().ProcessorTime();
        using var busy = Process.Start("sh", ["-c", "while :; do :; done"]);
        try
        {
            await Eventually.IsTrueAsync(HasWorked, "the child has worked");
            _time.Advance(TimeSpan.FromSeconds(10));

            // 200 ms of 10 s are 2 %.
            Assert.InRange(meter.Measure().CpuPercent, 2, 100);
        }
        finally
        {
            busy.Kill();
            await busy.WaitForExitAsync();
        }

        await Eventually.IsTrueAsync(HasWorked, "it still counts");

        bool HasWorked() => new ChildProcesses().ProcessorTime() >= before + TimeSpan.FromMilliseconds(200);
    }

    private static void Work(TimeSpan processorTime)
    {
        var until = Environment.CpuUsage.TotalTime + processorTime;
        while (Environment.CpuUsage.TotalTime < until) Thread.SpinWait(1000);
    }
}
