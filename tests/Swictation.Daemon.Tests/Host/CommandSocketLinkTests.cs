using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host;

public sealed class CommandSocketLinkTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _link;

    public CommandSocketLinkTests() => _link = _directory.File("swictation.sock");

    private string? Target => new FileInfo(_link).LinkTarget;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Link_to_the_socket_stands_beside_it_and_goes_with_the_daemon()
    {
        using (Make("swictation_ipc.sock")) Assert.Equal("swictation_ipc.sock", Target);

        Assert.Null(Target);
    }

    [Fact]
    public void Link_that_a_killed_daemon_left_is_replaced()
    {
        File.CreateSymbolicLink(_link, "old.sock");

        using var link = Make("new.sock");

        Assert.Equal("new.sock", Target);
    }

    [Fact]
    public void Socket_that_has_the_name_itself_needs_no_link()
    {
        File.WriteAllText(_link, "the socket");

        Make("swictation.sock").Dispose();

        Assert.Equal("the socket", File.ReadAllText(_link));
    }

    [Fact]
    public void File_that_stands_there_stays()
    {
        File.WriteAllText(_link, "somebody's file");

        Make("swictation_ipc.sock").Dispose();

        Assert.Equal("somebody's file", File.ReadAllText(_link));
    }

    [Fact]
    public void Directory_that_stands_there_stays()
    {
        Directory.CreateDirectory(_link);

        Make("swictation_ipc.sock").Dispose();

        Assert.True(Directory.Exists(_link));
    }

    [Fact]
    public void Link_that_another_daemon_has_put_there_since_stays()
    {
        var first = Make("first.sock");
        using var second = Make("second.sock");

        first.Dispose();

        Assert.Equal("second.sock", Target);
    }

    [Fact]
    public void Link_to_a_daemon_that_lives_is_left_to_it()
    {
        using var live = UnixListener.Bind(_directory.File("live.sock"));
        using var theirs = Make("live.sock");
        var logger = new RecordingLogger();

        new CommandSocketLink(_directory.File("second.sock"), logger).Dispose();

        Assert.Equal("live.sock", Target);
        Assert.Contains("leads to another daemon", Assert.Single(logger.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_to_the_own_socket_that_an_earlier_daemon_left_is_taken_over()
    {
        using var listener = UnixListener.Bind(_directory.File("own.sock"));
        File.CreateSymbolicLink(_link, "own.sock");

        Make("own.sock").Dispose();

        Assert.Null(Target);
    }

    private CommandSocketLink Make(string socket) => new(_directory.File(socket), NullLogger.Instance);
}
