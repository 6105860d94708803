using System.Net.Sockets;

namespace Swictation.Sockets.Tests.Listening;

/// <summary>What a killed process leaves.</summary>
internal static class StaleSocket
{
    /// <summary>Makes a socket that nobody has.</summary>
    public static void Leave(string path)
    {
        // Closing a listening socket in .NET deletes the file that it was bound to, so it gets its name afterwards.
        using var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        killed.Bind(new UnixDomainSocketEndPoint($"{path}.killed"));
        killed.Listen();
        File.Move($"{path}.killed", path);
    }
}
