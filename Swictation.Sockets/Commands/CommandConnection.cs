using System.Buffers;
using System.Net.Sockets;

namespace Swictation.Sockets.Commands;

/// <summary>One client of the command socket: one request, one reply, and closed.</summary>
internal sealed class CommandConnection(Socket socket, CommandOptions options, TimeProvider time) : IDisposable
{
    private const int FirstBuffer = 1024;

    // Never disposed of: it holds nothing, and a client may be given up at the moment at which it goes by itself.
    private readonly CancellationTokenSource _givenUp = new();
    private volatile bool _isSilent = true;

    /// <summary>True until a complete request has come, or the client was given up.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>Reads the request, has it answered, and sends the reply in one write.</summary>
    /// <returns>The reply; null if the client left without asking anything.</returns>
    public async Task<CommandReply?> ServeAsync(
        Func<CommandRequest, ValueTask<CommandReply>> answer, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(options.RequestTimeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _givenUp.Token, stopping);
        CommandReply? reply;
        try
        {
            reply = await ReadAndAnswerAsync(answer, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            reply = _givenUp.IsCancellationRequested
                ? CommandReply.Failure(CommandErrorCode.TooManyClients, "No complete request came before others asked; try again")
                : CommandReply.Failure(
                    CommandErrorCode.RequestTimeout, $"No complete request came within {options.RequestTimeout.TotalSeconds:0} s");
        }

        if (reply is not null)
        {
            // One reply fits into an empty socket buffer: this waits neither for the client nor for a daemon that
            // stops.
            await socket.SendAsync(CommandReplyLine.Write(reply), SocketFlags.None, CancellationToken.None)
                .ConfigureAwait(false);
        }

        return reply;
    }

    /// <summary>Says why the client is not served, and closes. Does not wait.</summary>
    public void Refuse(CommandReply reply)
    {
        socket.Blocking = false;
        socket.Send(CommandReplyLine.Write(reply), SocketFlags.None, out _);
        socket.Dispose();
    }

    /// <summary>Says so, and closes. Any thread may call this; nothing happens to a client whose request is complete.</summary>
    public void GiveUp()
    {
        _isSilent = false;
        _givenUp.Cancel();
    }

    public void Dispose() => socket.Dispose();

    private async Task<CommandReply?> ReadAndAnswerAsync(
        Func<CommandRequest, ValueTask<CommandReply>> answer, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);

                var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken)
                    .ConfigureAwait(false);
                length += received;
                if (CommandRequestReader.TryRead(buffer.AsSpan(0, length), out var request, out var error))
                {
                    _isSilent = false;
                    return request is null ? error : await answer(request).ConfigureAwait(false);
                }

                if (received == 0) return length == 0 ? null : Incomplete();
                if (length >= options.MaxRequestBytes) return TooLarge();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static CommandReply Incomplete() =>
        CommandReply.Failure(CommandErrorCode.InvalidJson, "The input ended before the JSON object was complete");

    private CommandReply TooLarge() =>
        CommandReply.Failure(
            CommandErrorCode.RequestTooLarge, $"The request is longer than {options.MaxRequestBytes} bytes");
}
