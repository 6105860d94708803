using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Tells the reader of the source when to listen. The recorder opens and closes it.</summary>
internal sealed class RecordingGate : IDisposable
{
    private readonly Lock _changing = new();
    private TaskCompletionSource<RecordingTake> _opened = NewSource();
    private CancellationTokenSource _stop = new();
    private int _takes;

    public void Open(SessionId session, bool isOffTheRecord = false, long? notBefore = null)
    {
        lock (_changing)
        {
            if (_opened.Task.IsCompleted) return;

            _stop.Dispose();
            _stop = new();
            _opened.SetResult(new(++_takes, session, _stop.Token, isOffTheRecord, notBefore));
        }
    }

    public void Close()
    {
        CancellationTokenSource stop;
        lock (_changing)
        {
            if (!_opened.Task.IsCompleted) return;

            _opened = NewSource();
            stop = _stop;
        }

        stop.Cancel();
    }

    /// <summary>The open take, as soon as there is one.</summary>
    /// <exception cref="OperationCanceledException">Listening has ended for good, also where a take is
    /// open.</exception>
    public Task<RecordingTake> WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_changing) return _opened.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private static TaskCompletionSource<RecordingTake> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
