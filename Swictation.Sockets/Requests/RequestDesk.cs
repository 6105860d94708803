using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>
/// Where the requests of all clients are answered: on threads of their own, so that those that send to clients have nothing to
/// wait for, and only a few at a time, which take turns after every slice.
/// </summary>
/// <param name="history">Null where requests are not answered.</param>
/// <param name="readStatus">The reply to the action <c>status</c>, empty while there is none; null where nothing goes on.</param>
/// <param name="timeLimit">A slice that takes longer ends its answer.</param>
internal sealed class RequestDesk(
    ISessionHistory? history, Func<ReadOnlyMemory<byte>>? readStatus, TimeSpan timeLimit, TimeProvider time) : IDisposable
{
    private const int MostAtOnce = 2;

    private readonly Answerer? _answerer = history is null ? null : new(history, readStatus);

    private readonly SemaphoreSlim _free = new(MostAtOnce);

    /// <summary>The answer to a request; null where requests are not answered.</summary>
    public OpenAnswer? Open(IEventLogReader log, GetRequest request) =>
        _answerer is { } answerer ? new(answerer, log, request) : null;

    /// <summary>To be called when no slice is being made any more.</summary>
    public void Dispose() => _free.Dispose();

    /// <summary>Makes the next slice of an answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<AnswerSlice> MakeNextAsync(OpenAnswer answer, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Factory.StartNew(
                () => answer.MakeNext(timeLimit, time, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }
}
