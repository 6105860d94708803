using System.Net.Sockets;
using System.Runtime.InteropServices;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

/// <summary>Sockets that somebody else listens on and has passed in.</summary>
public sealed partial class PassedListenerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("some.sock");

    [Fact]
    public async Task A_socket_that_was_passed_in_outlives_who_was_listening_on_it()
    {
        using var passed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        passed.Bind(new UnixDomainSocketEndPoint(Path));
        passed.Listen();
        using (var first = UnixListener.Over(DuplicateOf(passed)))
        {
            Assert.Equal(Path, first.Path);
            Assert.False(first.Restore());
        }

        using var client = await LineClient.ConnectAsync(Path);
        using var second = UnixListener.Over(DuplicateOf(passed));
        using var accepted = await second.AcceptAsync(CancellationToken.None);

        Assert.True(accepted.Connected);
    }

    [Fact]
    public void A_socket_that_was_passed_in_is_not_made_again()
    {
        using var passed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        passed.Bind(new UnixDomainSocketEndPoint(Path));
        passed.Listen();
        using var listener = UnixListener.Over(DuplicateOf(passed));
        File.Delete(Path);

        Assert.False(listener.Restore());

        Assert.False(File.Exists(Path));
    }

    public void Dispose() => _directory.Dispose();

    private static Socket DuplicateOf(Socket passed)
    {
        var copy = dup((int)passed.SafeHandle.DangerousGetHandle());
        return new(new SafeSocketHandle(copy, ownsHandle: true));
    }

    [LibraryImport("libc")]
    private static partial int dup(int fd);
}
