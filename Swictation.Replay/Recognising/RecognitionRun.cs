using Swictation.Domain.Recognition;
using Swictation.Replay.Errors;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Recognising;

/// <summary>Has something recognised, and waits for it.</summary>
internal sealed class RecognitionRun(RecognisingDaemon daemon, ProgressLine progress, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="what">What it is, for the progress.</param>
    /// <param name="take">Takes each segment that is done.</param>
    /// <returns>The last reply.</returns>
    /// <exception cref="RecognitionFailedException">It is refused, or was not done to the end.</exception>
    public async Task<JobReply> RunAsync(
        CommandRequest request, string what, Action<RecognitionStep> take, CancellationToken cancellationToken)
    {
        progress.Begin();
        var reply = await daemon.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                if (reply.Steps.Count > 0) progress.Clear();
                foreach (var step in reply.Steps) take(step);
                if (reply.Over) break;

                progress.Show(what, reply.DoneS, reply.TotalS);
                if (reply.Steps.Count == 0) await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
                reply = await daemon.AskAsync(reply.Job, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            await daemon.GiveUpAsync(reply.Job).ConfigureAwait(false);
            throw;
        }
        finally
        {
            progress.Clear();
        }

        return reply.Reason is { } failure ? throw new RecognitionFailedException(failure) : reply;
    }
}
