namespace Swictation.Sockets.Commands;

/// <summary>
/// Replies to requests that had a request id: a client whose connection broke may ask again without doing it again.
/// Bounded: when full, the oldest reply is forgotten before its time.
/// </summary>
internal sealed class AnsweredRequests(TimeSpan memory, TimeProvider time)
{
    private const int MaxRemembered = 1024;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, Task<CommandReply>> _replies = [];
    private readonly Queue<(string RequestId, long AnsweredAt)> _order = [];

    /// <summary>
    /// The earlier reply to this request id, or that of <paramref name="answer"/> now. Who asks while the same request is
    /// being answered gets that reply too. Requests with other ids wait for nothing here.
    /// </summary>
    public async ValueTask<CommandReply> GetOrAnswerAsync(
        CommandRequest request, Func<CommandRequest, ValueTask<CommandReply>> answer)
    {
        if (request.RequestId is not { } id) return await answer(request).ConfigureAwait(false);

        var asked = new TaskCompletionSource<CommandReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!TryBegin(id, asked.Task, out var earlier)) return await earlier.ConfigureAwait(false);

        CommandReply? reply = null;
        try
        {
            reply = await answer(request).ConfigureAwait(false) with { RequestId = id };
            return reply;
        }
        finally
        {
            End(id, reply);
            if (reply is null)
                asked.SetCanceled();
            else
                asked.SetResult(reply);
        }
    }

    private bool TryBegin(string id, Task<CommandReply> asked, out Task<CommandReply> earlier)
    {
        lock (_changing)
        {
            Forget();
            if (_replies.TryGetValue(id, out earlier!)) return false;

            _replies.Add(id, earlier = asked);
            return true;
        }
    }

    // A failed request may be repeated.
    private void End(string id, CommandReply? reply)
    {
        lock (_changing)
        {
            if (reply is { IsSuccess: true })
                _order.Enqueue((id, time.GetTimestamp()));
            else
                _replies.Remove(id);
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest)
            && (_order.Count >= MaxRemembered || time.GetElapsedTime(oldest.AnsweredAt) > memory))
        {
            _replies.Remove(_order.Dequeue().RequestId);
        }
    }
}
