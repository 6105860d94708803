namespace Swictation.Sockets.Commands;

/// <summary>
/// Replies to requests that had a request id: a client whose connection broke may ask again without doing it again.
/// Bounded: when full, the oldest reply is forgotten before its time.
/// </summary>
internal sealed class AnsweredRequests(TimeSpan memory, TimeProvider time)
{
    private const int MaxRemembered = 1024;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, CommandReply> _replies = [];
    private readonly Queue<(string RequestId, long AnsweredAt)> _order = [];

    /// <summary>
    /// The earlier reply to this request id, or that of <paramref name="answer"/> now. Two requests with one id do not
    /// overlap.
    /// </summary>
    public CommandReply GetOrAnswer(CommandRequest request, Func<CommandRequest, CommandReply> answer)
    {
        if (request.RequestId is not { } id) return answer(request);

        lock (_changing)
        {
            Forget();
            if (_replies.TryGetValue(id, out var earlier)) return earlier;

            var reply = answer(request) with { RequestId = id };
            // A failed request may be repeated.
            if (!reply.IsSuccess) return reply;

            _replies.Add(id, reply);
            _order.Enqueue((id, time.GetTimestamp()));
            return reply;
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
