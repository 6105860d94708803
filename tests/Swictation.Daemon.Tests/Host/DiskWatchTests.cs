using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Daemon.Tests.Host.Control;
using Swictation.Storage.Usage;

namespace Swictation.Daemon.Tests.Host;

public sealed class DiskWatchTests
{
    private DiskForecast? _forecast;

    [Fact]
    public void Disk_that_does_not_hold_another_day_is_trouble_until_there_is_room()
    {
        var disk = Watch();
        Assert.Null(disk.Trouble);
        _forecast = new(40_000_000, 50_000_000);
        disk.Look();

        Assert.Equal("disk_nearly_full", disk.Trouble?.Code.Name);
        Assert.StartsWith(
            "The disk of /log.db has 40 MB left, and the last day took 50 MB; free some space",
            disk.Trouble?.Words,
            StringComparison.Ordinal);

        _forecast = new(60_000_000, 50_000_000);
        disk.Look();

        Assert.Null(disk.Trouble);
        Assert.Equal(_forecast, disk.Forecast);
    }

    [Fact]
    public void Disk_that_cannot_be_measured_is_no_trouble()
    {
        var disk = Watch();
        _forecast = new(0, 0);
        disk.Look();

        _forecast = null;
        disk.Look();

        Assert.Null(disk.Trouble);
        Assert.Null(disk.Forecast);
    }

    [Fact]
    public void Status_says_so()
    {
        using var bench = new CommandBench();
        var disk = Watch();
        _forecast = new(1, 2);
        disk.Look();
        bench.Condition = new(Behind: null, HeldBy: null, disk.Trouble);

        var status = bench.Status();

        Assert.Equal(["disk_nearly_full"], status.TroubleCodes);
        Assert.StartsWith("The disk of", Assert.Single(status.Trouble!), StringComparison.Ordinal);
    }

    private DiskWatch Watch() => new("/log.db", () => _forecast ?? throw new IOException("gone"), NullLogger.Instance);
}
