using Swictation.Daemon.Host.Service;

namespace Swictation.Daemon.Tests.Host.Service;

public sealed class ServiceEnvironmentTests
{
    private const int ProcessId = 4_242;

    [Fact]
    public void Process_that_nobody_watches_over_is_told_nothing()
    {
        var told = Read();

        Assert.Equal((null, null), (told.NotifySocket, told.Watchdog));
        Assert.Empty(told.PassedNames);
    }

    [Fact]
    public void Everything_that_a_manager_tells_is_heard()
    {
        var told = Read(
            ("NOTIFY_SOCKET", "/run/notify"),
            ("WATCHDOG_USEC", "30000000"),
            ("WATCHDOG_PID", "4242"),
            ("LISTEN_PID", "4242"),
            ("LISTEN_FDS", "2"),
            ("LISTEN_FDNAMES", "metrics:ipc"));

        Assert.Equal(("/run/notify", TimeSpan.FromSeconds(30)), (told.NotifySocket, told.Watchdog));
        Assert.Equal(["metrics", "ipc"], told.PassedNames);
    }

    [Fact]
    public void What_is_meant_for_another_process_is_left_alone()
    {
        var told = Read(
            ("WATCHDOG_USEC", "30000000"),
            ("WATCHDOG_PID", "1"),
            ("LISTEN_PID", "1"),
            ("LISTEN_FDS", "2"));

        Assert.Null(told.Watchdog);
        Assert.Empty(told.PassedNames);
    }

    [Fact]
    public void Watchdog_without_a_process_is_for_whoever_reads_it() =>
        Assert.Equal(TimeSpan.FromSeconds(2), Read(("WATCHDOG_USEC", "2000000")).Watchdog);

    [Fact]
    public void Sockets_without_names_have_empty_ones() =>
        Assert.Equal(
            ["metrics", ""],
            Read(("LISTEN_PID", "4242"), ("LISTEN_FDS", "2"), ("LISTEN_FDNAMES", "metrics")).PassedNames);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public void Numbers_that_make_no_sense_are_none(string number)
    {
        var told = Read(
            ("WATCHDOG_USEC", number), ("LISTEN_PID", "4242"), ("LISTEN_FDS", number), ("NOTIFY_SOCKET", ""));

        Assert.Equal((null, null), (told.NotifySocket, told.Watchdog));
        Assert.Empty(told.PassedNames);
    }

    private static ServiceEnvironment Read(params (string Name, string Value)[] variables) =>
        ServiceEnvironment.Read(
            name => variables.FirstOrDefault(variable => variable.Name == name).Value, ProcessId);
}
