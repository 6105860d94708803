using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class UnixListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("some.sock");

    [Fact]
    public async Task A_client_that_connects_is_accepted()
    {
        using var listener = UnixListener.Bind(Path);

        using var client = await LineClient.ConnectAsync(Path);
        using var accepted = await listener.AcceptAsync(CancellationToken.None);

        Assert.True(accepted.Connected);
    }

    [Fact]
    public void A_stale_socket_is_replaced()
    {
        StaleSocket.Leave(Path);

        using var listener = UnixListener.Bind(Path);

        Assert.Equal(SocketOccupant.Live, SocketPath.Probe(Path));
    }

    [Fact]
    public async Task A_socket_that_somebody_listens_on_is_refused_and_goes_on_working()
    {
        using var listener = UnixListener.Bind(Path);

        var error = Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));

        Assert.Equal(Path, error.Path);
        Assert.Contains("another process is listening", error.Message, StringComparison.Ordinal);
        using var client = await LineClient.ConnectAsync(Path);
    }

    [Fact]
    public void A_socket_whose_backlog_is_full_is_live()
    {
        using var busy = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        busy.Bind(new UnixDomainSocketEndPoint(Path));
        busy.Listen(0);
        using var waiting = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        waiting.Connect(new UnixDomainSocketEndPoint(Path));

        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void A_file_in_the_way_is_refused_and_untouched()
    {
        File.WriteAllText(Path, "precious");

        var error = Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));

        Assert.Contains("no socket", error.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Path));
    }

    [Fact]
    public void A_link_is_refused_and_untouched_even_if_it_leads_to_a_stale_socket()
    {
        StaleSocket.Leave(Path);
        var link = _directory.File("link.sock");
        File.CreateSymbolicLink(link, Path);

        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(link));

        Assert.Equal(Path, new FileInfo(link).LinkTarget);
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void A_link_to_nowhere_is_refused_and_untouched()
    {
        File.CreateSymbolicLink(Path, _directory.File("nowhere"));

        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));

        Assert.Equal(_directory.File("nowhere"), new FileInfo(Path).LinkTarget);
    }

    [Fact]
    public void A_directory_is_refused_and_untouched()
    {
        Directory.CreateDirectory(Path);

        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));

        Assert.True(Directory.Exists(Path));
    }

    [Fact]
    public void A_path_of_107_bytes_is_used_and_one_of_108_is_refused()
    {
        var longest = Path.PadRight(SocketPath.MaxBytes, 'x');

        using var listener = UnixListener.Bind(longest);
        var error = Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(longest + "x"));

        Assert.Equal(SocketOccupant.Live, SocketPath.Probe(longest));
        Assert.Contains("108 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_of_a_path_is_counted_in_bytes()
    {
        var path = _directory.File(new string('ü', 50));

        Assert.True(path.Length < SocketPath.MaxBytes);
        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(path));
    }

    [Fact]
    public void A_missing_directory_is_named_and_not_made()
    {
        var missing = _directory.File("missing");

        var error = Assert.Throws<SocketBindFailedException>(
            () => UnixListener.Bind(System.IO.Path.Combine(missing, "some.sock")));

        Assert.Contains($"directory {missing} does not exist", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(missing));
    }

    [Fact]
    public void An_empty_path_is_refused() =>
        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(""));

    [Fact]
    public void Dispose_removes_the_file()
    {
        UnixListener.Bind(Path).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task Dispose_leaves_a_socket_that_has_taken_the_path()
    {
        using var first = UnixListener.Bind(Path);
        File.Delete(Path);
        using var second = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        second.Bind(new UnixDomainSocketEndPoint(Path));
        second.Listen();

        first.Dispose();

        using var client = await LineClient.ConnectAsync(Path);
    }

    [Fact]
    public async Task Disposing_again_leaves_what_has_come_to_the_path_since()
    {
        var first = UnixListener.Bind(Path);
        first.Dispose();
        using var second = UnixListener.Bind(Path);

        first.Dispose();

        using var client = await LineClient.ConnectAsync(Path);
    }

    [Fact]
    public void A_path_whose_socket_was_deleted_still_belongs_to_who_listens_there()
    {
        using var first = UnixListener.Bind(Path);
        File.Delete(Path);

        Assert.Throws<SocketBindFailedException>(() => UnixListener.Bind(Path));

        Assert.True(first.Restore());
    }

    [Fact]
    public async Task Of_many_that_find_one_stale_socket_exactly_one_gets_it_and_serves()
    {
        for (var round = 0; round < 100; round++)
        {
            StaleSocket.Leave(Path);
            using var start = new Barrier(8);

            var listeners = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return TryBind();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            using var winner = Assert.Single(listeners, listener => listener is not null)!;
            using var client = await LineClient.ConnectAsync(Path);
            using var accepted = await winner.AcceptAsync(CancellationToken.None);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();

    private UnixListener? TryBind()
    {
        try
        {
            return UnixListener.Bind(Path);
        }
        catch (SocketBindFailedException)
        {
            return null;
        }
    }
}
