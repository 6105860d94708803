using System.Net;
using System.Net.Sockets;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>
/// The addresses of a server. Unless the user allows it, speech does not leave this machine: then all of them are loopback
/// addresses. They are looked up for each connection, so that a name cannot lead elsewhere later.
/// </summary>
internal sealed class ServerAddresses(ServerSpec server, bool allowsRemote)
{
    private const string Remedy =
        "is not on this machine, and what you say would leave it; give --allow-remote if that is what you want";

    private string Host => server.Url.IdnHost;

    // Null for a name, which has to be looked up.
    private IPAddress[]? Given => IPAddress.TryParse(Host, out var address) ? [address] : null;

    /// <summary>Looks the name up now, so that a mistake is told before anything is said.</summary>
    /// <exception cref="TranscriberException">The name is unknown, or is that of another machine.</exception>
    public void Check()
    {
        // A machine elsewhere may be out of reach at the start and be back when there is speech.
        if (allowsRemote) return;
        try
        {
            if (!AreAllowed(Given ?? Dns.GetHostAddresses(Host))) throw new TranscriberException(server.Name, Remedy);
        }
        catch (SocketException e)
        {
            throw new TranscriberException(server.Name, $"has a name that cannot be looked up ({e.Message})");
        }
    }

    /// <exception cref="IOException">One of them is that of another machine.</exception>
    /// <exception cref="SocketException">The name is unknown, or nothing answers there.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var addresses = Given
            ?? await Dns.GetHostAddressesAsync(Host, cancellationToken).ConfigureAwait(false);
        if (!AreAllowed(addresses)) throw new IOException(Remedy);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, server.Url.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>True for an address of this machine alone.</summary>
    public static bool IsOfThisMachine(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private bool AreAllowed(IPAddress[] addresses) => allowsRemote || addresses.All(IsOfThisMachine);
}
