using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Daemon.Options;
using Swictation.Daemon.Tests.Options;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host;

public sealed class SocketLinksTests : IDisposable
{
    private const string Metrics = "swictation_metrics.sock";
    private const string Ipc = "swictation.sock";
    private const string MetricsSocket = "/tmp/swictation_metrics.sock";
    private const string IpcSocket = "/tmp/swictation_ipc.sock";

    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _logger = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Without_a_runtime_directory_links_stand_where_clients_look_and_go_with_the_daemon()
    {
        using (Make()) Assert.Equal((MetricsSocket, IpcSocket), (Target(Metrics), Target(Ipc)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void With_a_runtime_directory_clients_look_there()
    {
        using var links = SocketLinks.Make(
            Options with { RuntimeDirectory = "/run/user/1000" }, MetricsSocket, IpcSocket, NullLogger.Instance);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Sockets_that_were_named_are_no_standard_ones()
    {
        using var links = SocketLinks.Make(
            Options with { MetricsSocket = new("/tmp/mine.sock", IsNamed: true) }, "/tmp/mine.sock", IpcSocket, NullLogger.Instance);

        Assert.Equal((null, IpcSocket), (Target(Metrics), Target(Ipc)));
    }

    [Fact]
    public void Without_a_directory_of_data_there_are_none()
    {
        using var links = SocketLinks.Make(
            Options with { DataDirectory = _directory.File("missing") }, MetricsSocket, IpcSocket, _logger);

        Assert.False(Directory.Exists(_directory.File("missing")));
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public void Links_that_a_killed_daemon_left_are_replaced_wherever_its_sockets_were()
    {
        File.CreateSymbolicLink(_directory.File(Metrics), MetricsSocket);
        using var links = Make("/tmp/swictation-1000/swictation_metrics.sock");

        Assert.Equal("/tmp/swictation-1000/swictation_metrics.sock", Target(Metrics));
        Assert.Empty(_logger.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_somebody_else_has_put_there_stays_and_is_told(bool isLink)
    {
        if (isLink)
            File.CreateSymbolicLink(_directory.File(Ipc), "/tmp/other.sock");
        else
            File.WriteAllText(_directory.File(Ipc), "somebody's file");

        Make().Dispose();

        Assert.Equal(isLink ? "/tmp/other.sock" : null, Target(Ipc));
        Assert.True(isLink || File.ReadAllText(_directory.File(Ipc)) == "somebody's file");
        Assert.Contains(_directory.File(Ipc), Assert.Single(_logger.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_somebody_has_changed_since_stays()
    {
        using (Make())
        {
            File.Delete(_directory.File(Ipc));
            File.CreateSymbolicLink(_directory.File(Ipc), "/tmp/other.sock");
        }

        Assert.Equal("/tmp/other.sock", Target(Ipc));
    }

    private DaemonOptions Options => SettingsBench.Standard() with { DataDirectory = _directory.Path };

    private SocketLinks Make(string metricsSocket = MetricsSocket) =>
        SocketLinks.Make(Options, metricsSocket, IpcSocket, _logger);

    private string? Target(string name) => new FileInfo(_directory.File(name)).LinkTarget;
}
