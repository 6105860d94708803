using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>Repeats an append until it succeeds: a log that cannot be written now can be later.</summary>
internal sealed class RecordingRetry(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Tries every second until the log takes it or holds it; once more when that is to stop.</summary>
    /// <exception cref="EventLogWriteException">The last try has failed.</exception>
    public async Task RecordAsync(Action record, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                record();
                return;
            }
            catch (EventLogWriteException e) when (!stopping.IsCancellationRequested)
            {
                await WaitAsync(1, e, stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Returns when it is time to try again, or when that is to stop.</summary>
    /// <param name="segments">The number of segments that could not be recorded.</param>
    public async Task WaitAsync(int segments, EventLogWriteException failure, CancellationToken stopping)
    {
        TranscriptionLog.NotRecorded(logger, Counted.Of(segments, "segment"), failure.Message);
        await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
