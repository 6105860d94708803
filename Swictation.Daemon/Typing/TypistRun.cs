using System.Threading.Channels;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Sockets.Client;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>Types what is said for as long as it is asked to, over restarts of the daemon and of itself.</summary>
internal sealed class TypistRun(Typist typist, DeliveryClient deliveries, SocketPlace metricsSocket, TimeProvider time)
{
    /// <summary>Ends when it is cancelled: a sentence that was begun is still typed.</summary>
    /// <param name="following">Hears when the feed is followed.</param>
    /// <exception cref="SwictationException">The program that answers is no such daemon.</exception>
    public async Task RunAsync(Action following, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var start = await deliveries.FindStartAsync(cancellationToken).ConfigureAwait(false);
                await FollowAsync(start, following, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (LogReplacedException)
            {
                // Its positions mean nothing any more; the new log says what was delivered.
            }
        }
    }

    private async Task FollowAsync(DeliveriesReply start, Action following, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = new TypistFeed(metricsSocket, time);
        var reading = feed.ReadAsync(start, ending.Token);
        try
        {
            var ledger = await feed.CaughtUp.ConfigureAwait(false);
            following();
            await typist.SettleAsync(start.LogId, ledger, ending.Token).ConfigureAwait(false);
            foreach (var said in ledger.Fresh)
            {
                await typist
                    .TypeAsync(start.LogId, said, ledger.LastWindow ?? "", isAgain: false, ending.Token).ConfigureAwait(false);
            }

            await TypeAllAsync(start.LogId, feed.Said, ending.Token).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is { } fault)
        {
            throw fault;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TypeAllAsync(
        string logId, ChannelReader<(Said Said, bool IsFresh)> all, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (said, isFresh) = await all.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (isFresh)
                await typist.TypeAsync(logId, said, expected: null, isAgain: false, cancellationToken).ConfigureAwait(false);
            else
                await typist.RefuseAsync(logId, said.Position, DeliveryOutcome.TooOld, cancellationToken).ConfigureAwait(false);
        }
    }
}
