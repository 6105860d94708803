using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Commands;

public sealed class CommandClientTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Daemon_that_is_killed_before_it_answers_is_one_that_cannot_be_reached()
    {
        var path = _directory.File("ipc.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var asking = CommandClient.SendAsync(path, "status", TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // A request that nobody has read when its reader ends is answered with a reset.
        using (var accepted = await listener.AcceptAsync(TestContext.Current.CancellationToken))
            await Eventually.IsTrueAsync(() => accepted.Available > 0, "the request is there");

        var fault = await Assert.ThrowsAsync<DaemonUnreachableException>(() => asking);
        Assert.Contains("the daemon ended before it answered", fault.Message, StringComparison.Ordinal);
    }
}
