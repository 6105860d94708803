using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>
/// The requests of one client: one is answered at a time, and its next slice is made when the client has taken the one before
/// it. For one thread at a time.
/// </summary>
/// <param name="ready">Called when a slice is made.</param>
internal sealed class RequestQueue(RequestDesk desk, Action ready) : IAsyncDisposable
{
    /// <summary>Requests that wait behind the one that is being answered; more are refused.</summary>
    public const int MostWaiting = 8;

    private readonly Queue<OpenAnswer> _waiting = new();
    private readonly CancellationTokenSource _givenUp = new();
    private OpenAnswer? _answer;
    private Task<AnswerSlice>? _slice;
    private Task _told = Task.CompletedTask;

    /// <summary>True if every request has been answered.</summary>
    public bool IsEmpty => _answer is null && _waiting.Count == 0;

    /// <summary>Completes when a slice is made; null while none is being made.</summary>
    public Task? Made => _slice;

    /// <summary>Takes a request.</summary>
    /// <returns>Why it is refused; null if it is not.</returns>
    public FeedError? TryAdd(IEventLogReader log, GetRequest request)
    {
        if (_waiting.Count == MostWaiting)
        {
            return new(FeedErrorCode.TooManyRequests, $"{MostWaiting} requests are waiting already; send the next when one is done")
            {
                ReplyTo = request.RequestId,
            };
        }

        if (desk.Open(log, request) is not { } answer)
            return new(FeedErrorCode.NotAvailable, "Requests are not answered here") { ReplyTo = request.RequestId };

        _waiting.Enqueue(answer);
        BeginNext();
        return null;
    }

    /// <summary>The lines that are to be sent now; empty if there are none.</summary>
    /// <param name="error">Why the answer ends with them; null otherwise.</param>
    public ReadOnlyMemory<byte> TakeMade(out FeedError? error)
    {
        error = null;
        if (_slice is not { IsCompleted: true } made) return default;

        _slice = null;
        var slice = made.GetAwaiter().GetResult();
        error = slice.Error;
        if (slice.IsLast)
        {
            _answer!.Dispose();
            _answer = null;
        }

        return slice.Lines;
    }

    /// <summary>Begins to make the next slice, if none is being made. To be called when the one before it has been sent.</summary>
    public void BeginNext()
    {
        if (_slice is not null || (_answer is null && !_waiting.TryDequeue(out _answer))) return;

        _slice = desk.MakeNextAsync(_answer, _givenUp.Token);
        _told = _slice.ContinueWith(
            _ => ready(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Gives up whatever is not answered yet.</summary>
    public async ValueTask DisposeAsync()
    {
        await _givenUp.CancelAsync().ConfigureAwait(false);
        await _told.ConfigureAwait(false);
        _answer?.Dispose();
        foreach (var waiting in _waiting) waiting.Dispose();
        _waiting.Clear();
        _givenUp.Dispose();
    }
}
