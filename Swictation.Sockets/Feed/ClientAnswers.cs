using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;
using Swictation.Sockets.Requests;

namespace Swictation.Sockets.Feed;

/// <summary>Answers the requests of one client, between the lines of its feed.</summary>
/// <remarks>Only for the holder of the cursor's lock.</remarks>
/// <param name="ready">Called when there is something to send.</param>
internal sealed class ClientAnswers(int client, FeedContext feed, ClientSocket socket, Action ready) : IAsyncDisposable
{
    private readonly RequestQueue _requests = new(feed.Desk, ready);

    /// <summary>True if every request has been answered.</summary>
    public bool IsEmpty => _requests.IsEmpty;

    /// <summary>Completes when there is something to send; null while nothing is being looked for.</summary>
    public Task? Made => _requests.Made;

    /// <summary>Takes a request, or tells the client why it is refused.</summary>
    /// <param name="isGreeted">Whether a hello of the client was taken.</param>
    public async Task TakeAsync(ClientLine request, bool isGreeted, IEventLogReader log, CancellationToken cancellationToken)
    {
        var error = request.Error
            ?? (isGreeted ? _requests.TryAdd(log, request.Get!) : HelloRequired(request.Get!.RequestId));
        if (error is null) return;

        feed.Journal.RequestRefused(client, error);
        await socket.SendAsync(ControlLines.Error(error), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what is made, and has more made.</summary>
    public async Task SendMadeAsync(CancellationToken cancellationToken)
    {
        var lines = _requests.TakeMade(out var error);
        if (error is not null) feed.Journal.RequestRefused(client, error);
        if (!lines.IsEmpty) await socket.SendAsync(lines, cancellationToken).ConfigureAwait(false);
        _requests.BeginNext();
    }

    public ValueTask DisposeAsync() => _requests.DisposeAsync();

    private static FeedError HelloRequired(string requestId) =>
        new(FeedErrorCode.HelloRequired, "Say hello first: {\"hello\":{}}") { ReplyTo = requestId };
}
