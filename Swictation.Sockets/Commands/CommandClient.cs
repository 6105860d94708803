using System.Net.Sockets;
using System.Text.Json;
using Swictation.Domain.Errors;

namespace Swictation.Sockets.Commands;

/// <summary>Sends one command to a running daemon.</summary>
public static class CommandClient
{
    /// <summary>Connects, asks, and waits for the reply.</summary>
    /// <exception cref="DaemonUnreachableException">No process listens there, or the answer is not a daemon's.</exception>
    public static Task<CommandReply> SendAsync(
        string path, string action, TimeSpan timeout, CancellationToken cancellationToken) =>
        SendAsync(path, new CommandRequest(action, RequestId: null), timeout, cancellationToken);

    /// <inheritdoc cref="SendAsync(string, string, TimeSpan, CancellationToken)"/>
    public static async Task<CommandReply> SendAsync(
        string path, CommandRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(timeout);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), late.Token).ConfigureAwait(false);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(request, CommandJsonContext.Default.CommandRequest);
            await socket.SendAsync(bytes, late.Token).ConfigureAwait(false);

            using var reply = new MemoryStream();
            await using var stream = new NetworkStream(socket);
            await stream.CopyToAsync(reply, late.Token).ConfigureAwait(false);
            return CommandReplyLine.Read(reply.ToArray());
        }
        catch (SocketException e)
        {
            throw new DaemonUnreachableException(path, Explain(e.SocketErrorCode));
        }
        catch (IOException e) when (e.InnerException is SocketException cut)
        {
            throw new DaemonUnreachableException(path, Explain(cut.SocketErrorCode));
        }
        catch (JsonException)
        {
            throw new DaemonUnreachableException(path, "the program that answers there is no Swictation daemon")
            {
                IsThere = true,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DaemonUnreachableException(path, $"the daemon did not answer within {timeout.TotalSeconds:0} s")
            {
                IsThere = true,
            };
        }
    }

    private static string Explain(SocketError error) => error switch
    {
        SocketError.AccessDenied => "this user may not connect; the daemon belongs to another one",
        SocketError.ConnectionReset => "the daemon ended before it answered; whether it has done what was asked for is not known",
        _ => "no daemon listens there; start swictation-daemon, or name its socket with --ipc-socket",
    };
}
