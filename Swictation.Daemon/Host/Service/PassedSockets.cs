using System.Net.Sockets;
using Swictation.Daemon.Platform.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// The sockets that the service manager listens on already and has passed on (socket activation). They are its own:
/// between two daemons clients wait in them, and none is refused.
/// </summary>
/// <param name="Metrics">Null where none was passed: the daemon makes its own.</param>
/// <param name="Ipc">The same for commands.</param>
internal sealed record PassedSockets(Socket? Metrics, Socket? Ipc) : IDisposable
{
    private const int FirstDescriptor = 3;

    /// <summary>Takes over the passed descriptors, and keeps them from the processes that this one starts.</summary>
    /// <param name="names">The purpose of each: <c>metrics</c> or <c>ipc</c>.</param>
    /// <exception cref="ConfigurationException">
    /// One is no listening Unix socket, or has an unknown purpose.
    /// </exception>
    public static PassedSockets Take(IReadOnlyList<string> names)
    {
        var passed = new PassedSockets(null, null);
        for (var i = 0; i < names.Count; i++)
        {
            passed = names[i] switch
            {
                "metrics" when passed.Metrics is null => passed with { Metrics = Open(FirstDescriptor + i) },
                "ipc" when passed.Ipc is null => passed with { Ipc = Open(FirstDescriptor + i) },
                var other => throw new ConfigurationException(
                    "LISTEN_FDNAMES",
                    $"socket {i + 1} is named '{other}'; name one metrics and one ipc (FileDescriptorName=)"),
            };
        }

        return passed;
    }

    public void Dispose()
    {
        Metrics?.Dispose();
        Ipc?.Dispose();
    }

    private static Socket Open(int descriptor)
    {
        var isListening = Option(descriptor, LibC.SO_DOMAIN) == LibC.AF_UNIX
            && Option(descriptor, LibC.SO_TYPE) == LibC.SOCK_STREAM
            && Option(descriptor, LibC.SO_ACCEPTCONN) == 1;
        if (!isListening)
        {
            throw new ConfigurationException(
                "LISTEN_FDS",
                $"descriptor {descriptor} is no listening Unix stream socket; pass one (ListenStream=PATH)");
        }

        _ = LibC.fcntl(descriptor, LibC.F_SETFD, LibC.FD_CLOEXEC);
        return new(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    private static int? Option(int descriptor, int option)
    {
        var length = (uint)sizeof(int);
        return LibC.getsockopt(descriptor, LibC.SOL_SOCKET, option, out var value, ref length) == 0 ? value : null;
    }
}
