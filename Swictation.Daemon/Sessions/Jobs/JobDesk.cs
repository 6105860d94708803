using System.Threading.Channels;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// Does the recognition that clients ask for, one job at a time, for as long as somebody asks how it gets on: who goes away has
/// given it up. What is recorded by then stays.
/// </summary>
internal sealed class JobDesk(TimeProvider time) : IDisposable
{
    /// <summary>Longer than a client is ever held up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _changing = new();
    private readonly Channel<Func<CancellationToken, Task>> _work = Channel.CreateBounded<Func<CancellationToken, Task>>(1);
    private CancellationTokenSource? _wanted;
    private Job? _job;
    private long _last;

    /// <summary>Begins a job.</summary>
    /// <returns>Null while another one is under way.</returns>
    public Job? Begin(Func<Job, CancellationToken, Task> work)
    {
        lock (_changing)
        {
            // Steps that were not fetched yet are somebody's, as long as he asks.
            if (_job is { IsOver: false } && _wanted is { IsCancellationRequested: false }) return null;

            var (job, wanted) = (new Job(++_last), new CancellationTokenSource(Patience, time));
            var token = wanted.Token;
            // Full while one that was given up has not ended yet.
            if (!_work.Writer.TryWrite(stopping => DoAsync(job, work, token, stopping)))
            {
                wanted.Dispose();
                return null;
            }

            _wanted?.Dispose();
            (_job, _wanted) = (job, wanted);
            return job;
        }
    }

    /// <summary>The job of a number, which somebody waits for; null where it is none, or was given up.</summary>
    /// <param name="isWanted">False gives it up.</param>
    public Job? Find(long number, bool isWanted)
    {
        lock (_changing)
        {
            if (_job?.Number != number) return null;
            if (isWanted) _wanted?.CancelAfter(Patience);
            else _ = _wanted?.CancelAsync();
            return _job;
        }
    }

    /// <summary>Does the jobs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
                await work(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What was asked for is asked for again.
        }
    }

    public void Dispose()
    {
        lock (_changing) _wanted?.Dispose();
    }

    private static async Task DoAsync(
        Job job, Func<Job, CancellationToken, Task> work, CancellationToken wanted, CancellationToken stopping)
    {
        string? failure = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, wanted);
        try
        {
            await work(job, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            failure = stopping.IsCancellationRequested ? "the daemon ends" : "it was given up";
        }
        catch (SwictationException e)
        {
            failure = e.Message;
        }
        finally
        {
            job.End(failure);
        }
    }
}
