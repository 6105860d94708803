using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// One recogniser for what is being said and for what was said earlier. What is being said goes first: it waits for at
/// most the one segment that is under way.
/// </summary>
internal sealed class RecogniserTurns(ITranscriber transcriber) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly Lock _counting = new();
    private int _waiting;
    private TaskCompletionSource _quiet = Completed();

    /// <summary>A segment of what is being said will come; to be called once for each.</summary>
    public void Announce()
    {
        lock (_counting)
        {
            if (_waiting++ == 0) _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>A segment that was announced does not come.</summary>
    public void Withdraw()
    {
        lock (_counting)
        {
            if (--_waiting == 0) _quiet.SetResult();
        }
    }

    /// <summary>
    /// Recognises a segment that was announced. Cannot be cancelled: what was heard is transcribed first.
    /// </summary>
    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment)
    {
        await _free.WaitAsync().ConfigureAwait(false);
        try
        {
            return await transcriber.TranscribeAsync(segment, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
            Withdraw();
        }
    }

    /// <summary>Recognises a segment of what was said earlier, when nothing that is being said waits.</summary>
    public async Task<TranscriptionResult> TranscribeLateAsync(
        SpeechSegment segment, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Quiet().WaitAsync(cancellationToken).ConfigureAwait(false);
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (Quiet().IsCompleted)
                    return await transcriber.TranscribeAsync(segment, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _free.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await transcriber.DisposeAsync().ConfigureAwait(false);
        _free.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private Task Quiet()
    {
        lock (_counting) return _quiet.Task;
    }
}
