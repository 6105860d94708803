using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>An answer that is being made, a slice after the other. For one thread at a time.</summary>
internal sealed class OpenAnswer : IDisposable
{
    private readonly string _requestId;
    private readonly IEnumerator<ReadOnlyMemory<byte>> _slices;
    private CancellationToken _token;

    public OpenAnswer(Answerer answerer, IEventLogReader log, GetRequest request)
    {
        _requestId = request.RequestId;
        _slices = answerer.Answer(log, request, () => _token).GetEnumerator();
    }

    /// <summary>Makes the next slice; this may wait for the disk.</summary>
    /// <param name="timeLimit">A slice that takes longer ends the answer.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public AnswerSlice MakeNext(TimeSpan timeLimit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeLimit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        _token = ending.Token;
        try
        {
            return _slices.MoveNext() ? new(_slices.Current, IsLast: false) : new(default, IsLast: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refusal(FeedErrorCode.TimedOut, $"No answer was found within {timeLimit.TotalSeconds:0.#} s; ask for less");
        }
        catch (RefusedRequestException e)
        {
            return Refusal(e.Code, e.Message);
        }
        catch (SwictationException e)
        {
            return Refusal(FeedErrorCode.RequestFailed, e.Message);
        }
    }

    public void Dispose() => _slices.Dispose();

    private AnswerSlice Refusal(FeedErrorCode code, string message) =>
        AnswerSlice.Refusal(new(code, message) { ReplyTo = _requestId });
}
