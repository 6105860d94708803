using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Metrics;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;

namespace Swictation.Sockets.Commands;

/// <summary>Serves the command socket: one JSON object in, one JSON line out. No client waits for another.</summary>
public sealed class CommandServer : IAsyncDisposable
{
    private const int LongestEcho = 64;

    private readonly ICommandHandler _handler;
    private readonly CommandOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AnsweredRequests _answered;
    private readonly ConnectionSet<CommandConnection> _connections = new();
    private readonly CancellationTokenSource _serving = new();
    private readonly CounterSet<FeedErrorKind> _errors;
    private readonly Acceptor _acceptor;

    /// <summary>Starts to serve at once. Owns the listener from now on.</summary>
    /// <param name="errors">Counts clients that were not accepted; null to count none.</param>
    public CommandServer(
        UnixListener listener,
        ICommandHandler handler,
        CommandOptions options,
        TimeProvider time,
        ILogger<CommandServer> logger,
        CounterSet<FeedErrorKind>? errors = null)
    {
        _handler = handler;
        _options = options;
        _time = time;
        _logger = logger;
        _answered = new(options.RequestIdMemory, time);
        _errors = errors ?? new();
        _acceptor = new(
            listener,
            Take,
            RefuseStranger,
            () => _errors.Add(FeedErrorKind.Accept),
            DescriptorLimit.ReservedFromCommands,
            MakeRoom,
            time,
            logger);
        CommandLog.Listening(logger, listener.Path);
    }

    /// <summary>
    /// Takes no more clients; those whose request is complete still get their reply, the others are closed.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _acceptor.DisposeAsync().ConfigureAwait(false);
        await _serving.CancelAsync().ConfigureAwait(false);
        await _connections.WhenEmptyAsync().ConfigureAwait(false);
        _serving.Dispose();
    }

    private void Take(Socket socket, PeerCredentials peer)
    {
        var connection = new CommandConnection(socket, _options, _time);
        // Who has connected and asks nothing makes room for who asks.
        if (_connections.Count < _options.MaxClients || MakeRoom())
        {
            _connections.Run(connection, client => ServeAsync(client, peer), error => CommandLog.Failed(_logger, error));
            return;
        }

        CommandLog.TooManyClients(_logger, _options.MaxClients);
        connection.Refuse(CommandReply.Failure(
            CommandErrorCode.TooManyClients, $"{_options.MaxClients} clients are connected; try again"));
    }

    private bool MakeRoom()
    {
        if (_connections.All.FirstOrDefault(client => client.IsSilent) is not { } silent) return false;
        silent.GiveUp();
        return true;
    }

    private void RefuseStranger(Socket socket, string reason)
    {
        _errors.Add(FeedErrorKind.Peer);
        new CommandConnection(socket, _options, _time).Refuse(
            CommandReply.Failure(CommandErrorCode.PermissionDenied, reason));
    }

    private async Task ServeAsync(CommandConnection connection, PeerCredentials peer)
    {
        var action = "a command"; // as long as it has not been read
        try
        {
            var reply = await connection
                .ServeAsync(
                    request =>
                    {
                        action = request.Action[..Math.Min(request.Action.Length, LongestEcho)];
                        return _answered.GetOrAnswerAsync(request, AnswerAsync);
                    },
                    _serving.Token)
                .ConfigureAwait(false);
            if (reply is { IsSuccess: true } or { IsPending: true }) CommandLog.Done(_logger, peer, action, reply.Message);
            if (reply is { IsSuccess: false, IsPending: false }) CommandLog.Refused(_logger, peer, action, reply.Code, reply.Error);
        }
        catch (SocketException e)
        {
            CommandLog.ClientGone(_logger, peer, e.SocketErrorCode);
        }
        catch (OperationCanceledException)
        {
            CommandLog.ClientGone(_logger, peer, SocketError.OperationAborted);
        }
    }

    private async ValueTask<CommandReply> AnswerAsync(CommandRequest request)
    {
        try
        {
            return await _handler.HandleAsync(request).ConfigureAwait(false);
        }
        catch (SwictationException e)
        {
            return CommandReply.Failure(CommandErrorCode.StorageFailed, e.Message);
        }
        catch (Exception e)
        {
            CommandLog.Failed(_logger, e);
            return CommandReply.Failure(
                CommandErrorCode.Internal, "The daemon failed on this request; its log says more");
        }
    }
}
