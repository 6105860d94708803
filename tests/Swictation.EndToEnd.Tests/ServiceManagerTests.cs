using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>
/// The daemon under a service manager, whose part the tests play: its socket, and the sockets it passes.
/// </summary>
public sealed partial class ServiceManagerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
    {
        ReceiveTimeout = 15_000,
    };

    private readonly List<Socket> _listeners = [];

    [Fact]
    public async Task Manager_is_told_when_the_daemon_is_ready_what_it_does_that_it_lives_and_that_it_stops()
    {
        _manager.Bind(new UnixDomainSocketEndPoint(_directory.File("notify")));
        await using var daemon = await DaemonProcess.StartFromShellAsync(
            _directory.Path,
            ":",
            new Dictionary<string, string>
            {
                ["NOTIFY_SOCKET"] = _directory.File("notify"),
                ["WATCHDOG_USEC"] = "3000000",
            });

        ReceiveUntil("READY=1");
        await daemon.CommandAsync("start");
        ReceiveUntil("STATUS=recording, session 1, 0 clients");
        for (var i = 0; i < 2; i++) ReceiveUntil("WATCHDOG=1");
        daemon.Signal("SIGTERM");
        ReceiveUntil("STOPPING=1");

        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Fact]
    public async Task No_client_is_refused_while_a_daemon_with_passed_sockets_restarts()
    {
        Listen("metrics.sock");
        Listen("ipc.sock");
        await using (var first = await StartPassedAsync("metrics:ipc"))
        {
            using var client = await first.ConnectAsync();
            Assert.Contains("\"state\":\"idle\"", await client.ReadLineAsync(), StringComparison.Ordinal);
            Assert.Contains("Shutting down", await first.CommandAsync("quit"), StringComparison.Ordinal);
            Assert.Equal(0, await first.ExitAsync());
        }

        // Nobody is there: the kernel takes what comes, for the next daemon.
        using var waiting = await LineClient.ConnectAsync(_directory.File("metrics.sock"));
        using var asking = await LineClient.ConnectAsync(_directory.File("ipc.sock"));
        await asking.SendAsync("""{"action":"start"}""");
        await using var second = await StartPassedAsync("metrics:ipc");

        Assert.Contains("Recording started", await asking.ReadLineAsync(), StringComparison.Ordinal);
        await second.SayAsync("nothing was lost");
        await waiting.ReadLinesUntilAsync("nothing was lost");
    }

    [Fact]
    public async Task Killed_daemon_leaves_passed_sockets_as_they_are()
    {
        Listen("metrics.sock");
        Listen("ipc.sock");
        await using (var killed = await StartPassedAsync("metrics:ipc")) await killed.KillAsync();

        await using var daemon = await StartPassedAsync("metrics:ipc");
        using var client = await daemon.ConnectAsync();

        Assert.Contains("state_change", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.File("swictation.sock")));
    }

    [Fact]
    public async Task One_passed_socket_is_enough()
    {
        Listen("ipc.sock");
        await using var daemon = await StartPassedAsync("ipc");

        using var client = await daemon.ConnectAsync();

        Assert.Contains("state_change", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Contains("success", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics:speech", "'speech'")]
    [InlineData("metrics:metrics", "'metrics'")]
    [InlineData("metrics", "''")]
    public async Task Passed_socket_that_nobody_knows_is_refused_by_name(string names, string named)
    {
        Listen("metrics.sock");
        Listen("ipc.sock");

        await using var daemon = await StartPassedAsync(names);

        Assert.Equal(2, await daemon.ExitAsync());
        await daemon.LogsAsync($"is named {named}");
    }

    [Fact]
    public async Task Passed_descriptor_that_is_no_socket_is_refused()
    {
        await using var daemon = await DaemonProcess.StartFromShellAsync(
            _directory.Path, "exec 3</dev/null; export LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=ipc", NoVariables());

        Assert.Equal(2, await daemon.ExitAsync());
        await daemon.LogsAsync("descriptor 3 is no listening Unix stream socket");
    }

    public void Dispose()
    {
        _manager.Dispose();
        _listeners.ForEach(listener => listener.Dispose());
        _directory.Dispose();
    }

    private static Dictionary<string, string> NoVariables() => [];

    private void Listen(string name)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_directory.File(name)));
        listener.Listen(16);
        _listeners.Add(listener);
    }

    // As systemd does it: from descriptor 3 on, meant for the process that the shell becomes.
    private async Task<DaemonProcess> StartPassedAsync(string names)
    {
        var prepare = new StringBuilder();
        var copies = new List<SafeSocketHandle>();
        foreach (var listener in _listeners)
        {
            // A duplicate goes over to children; .NET closes its own descriptors in them.
            copies.Add(new(dup((int)listener.SafeHandle.DangerousGetHandle()), ownsHandle: true));
            var inherited = copies[^1].DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
            prepare.Append(CultureInfo.InvariantCulture, $"exec {2 + copies.Count}<&{inherited} {inherited}<&-; ");
        }

        prepare.Append(CultureInfo.InvariantCulture, $"export LISTEN_PID=$$ LISTEN_FDS={copies.Count}");
        try
        {
            return await DaemonProcess.StartFromShellAsync(
                _directory.Path,
                prepare.ToString(),
                new Dictionary<string, string> { ["LISTEN_FDNAMES"] = names });
        }
        finally
        {
            copies.ForEach(copy => copy.Dispose());
        }
    }

    private void ReceiveUntil(string assignment)
    {
        var buffer = new byte[4_096];
        while (true)
        {
            var told = Encoding.UTF8.GetString(buffer, 0, _manager.Receive(buffer));
            if (told.Split('\n').Contains(assignment)) return;
        }
    }

    [LibraryImport("libc")]
    private static partial int dup(int fd);
}
