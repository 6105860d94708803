using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// A recogniser that may crash, hang or talk nonsense: it runs in a process of its own, with a time limit for each
/// segment. A process that has failed is killed and started again while the daemon goes on, so that it is loaded
/// when the next segment comes; that one waits for it.
/// </summary>
internal sealed class WorkerTranscriber : ITranscriber
{
    // A malformed answer may hold spoken text.
    private const string Withheld = "it failed on speech off the record";

    private readonly RecogniserCommand _command;
    private readonly WorkerLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task<RecogniserProcess> _process;
    private volatile RecogniserProcess? _loaded;
    private int _failures;

    private WorkerTranscriber(
        RecogniserCommand command, WorkerLimits limits, TimeProvider time, ILogger logger)
    {
        _command = command;
        _limits = limits;
        _time = time;
        _logger = logger;
        _process = StartProcessAsync();
    }

    /// <summary>What recognises: what the process says that was loaded last; null until one is.</summary>
    public Recogniser? Recogniser => _loaded?.Recogniser;

    /// <summary>
    /// Begins to start the recogniser, and does not wait. If it cannot be started, segments fail and say so, and it is tried
    /// again for the next.
    /// </summary>
    public static WorkerTranscriber Start(
        RecogniserCommand command, WorkerLimits limits, TimeProvider time, ILogger logger) =>
        new(command, limits, time, logger);

    /// <summary>Starts the recogniser and waits until its models are loaded.</summary>
    /// <exception cref="TranscriberException">It cannot be started.</exception>
    public static async Task<WorkerTranscriber> StartAsync(
        RecogniserCommand command, WorkerLimits limits, TimeProvider time, ILogger logger)
    {
        var transcriber = new WorkerTranscriber(command, limits, time, logger);
        try
        {
            transcriber._loaded = await transcriber._process.ConfigureAwait(false);
            return transcriber;
        }
        catch (TranscriberException)
        {
            await transcriber.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var process = await RunningAsync(cancellationToken).ConfigureAwait(false);
            _loaded = process;
            return await RecogniseAsync(process, segment, cancellationToken).ConfigureAwait(false);
        }
        catch (TranscriberException e)
        {
            Replace(e.Message);
            return new TranscriptionResult.Failed($"the recogniser cannot be started: {e.Message}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Waits for a call that is under way, and ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
        await EndAsync(_process).ConfigureAwait(false);
        _closing.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<TranscriptionResult> RecogniseAsync(
        RecogniserProcess process, SpeechSegment segment, CancellationToken cancellationToken)
    {
        var limit = _limits.ForSegment(AudioFormat.Duration(segment.Samples.Length));
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await process.RecogniseAsync(segment, limit, either.Token).ConfigureAwait(false);
            if (answer.IsUsable)
                _failures = 0;
            else
                Replace(segment.IsOffTheRecord ? Withheld : ((TranscriptionResult.Failed)answer.Result).Reason);
            return answer.Result;
        }
        catch (OperationCanceledException)
        {
            // The caller may want the next segment recognised.
            if (cancellationToken.IsCancellationRequested)
            {
                _process = CancelAsync(process);
                throw;
            }

            var reason = $"the recogniser was not done after {limit.TotalSeconds:0.#} s";
            Replace(segment.IsOffTheRecord ? Withheld : reason);
            return new TranscriptionResult.Failed(reason);
        }
    }

    // One that has ended between two segments is no reason to fail the next.
    private async Task<RecogniserProcess> RunningAsync(CancellationToken cancellationToken)
    {
        var process = await _process.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!process.HasExited) return process;

        Replace("it ended while there was nothing to recognise");
        return await _process.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Replace(string reason)
    {
        var wait = _limits.WaitBeforeRestart(++_failures);
        _logger.RecogniserRestarted(_command.Thing, reason, wait.TotalSeconds);
        _process = RestartAsync(_process, wait);
    }

    private async Task<RecogniserProcess> RestartAsync(Task<RecogniserProcess> former, TimeSpan wait)
    {
        await EndAsync(former).ConfigureAwait(false);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, _time, _closing.Token).ConfigureAwait(false);
        return await StartProcessAsync().ConfigureAwait(false);
    }

    // Only its end stops what it is doing where it does not listen.
    private async Task<RecogniserProcess> CancelAsync(RecogniserProcess process)
    {
        return await process.TryCancelAsync().ConfigureAwait(false)
            ? process
            : await RestartAsync(Task.FromResult(process), TimeSpan.Zero).ConfigureAwait(false);
    }

    private Task<RecogniserProcess> StartProcessAsync() =>
        RecogniserProcess.StartAsync(_command, _limits, _time, _logger, _closing.Token);

    // The caller for which it could not be started has the reason.
    private static async Task EndAsync(Task<RecogniserProcess> process)
    {
        await ((Task)process).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (process.IsCompletedSuccessfully) await process.Result.DisposeAsync().ConfigureAwait(false);
    }
}
