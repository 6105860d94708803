using System.Threading.Channels;
using Swictation.Domain.Events;
using Swictation.Sockets.Client;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>
/// Reads the feed for a typist: first what the log says about deliveries, then each transcription. The feed is read while
/// something is being typed.
/// </summary>
/// <param name="metricsSocket">Where the feed is.</param>
internal sealed class TypistFeed(SocketPlace metricsSocket, TimeProvider time)
{
    private const int MostWaiting = 1024;

    private static readonly EventType[] Types = [Transcription.TypeName, DeliveryBegun.TypeName, TextDelivered.TypeName];

    private readonly TaskCompletionSource<DeliveryLedger> _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<(Said Said, bool IsFresh)> _said = Channel.CreateBounded<(Said Said, bool IsFresh)>(MostWaiting);

    /// <summary>What the log says up to the moment at which the feed began.</summary>
    public Task<DeliveryLedger> CaughtUp => _caughtUp.Task;

    /// <summary>What is said from then on, and whether it came soon after it was said.</summary>
    public ChannelReader<(Said Said, bool IsFresh)> Said => _said.Reader;

    /// <summary>Reads until it is cancelled, or the log is replaced.</summary>
    public async Task ReadAsync(DeliveriesReply start, CancellationToken cancellationToken)
    {
        var ledger = new DeliveryLedger(IsFresh);
        var client = new ReconnectingClient(
            metricsSocket,
            new()
            {
                After = start.After,
                LogId = start.LogId,
                Types = Types,
                CaughtUp = _ => _caughtUp.TrySetResult(ledger),
            },
            time);
        try
        {
            await foreach (var received in client.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var isLive = _caughtUp.Task.IsCompleted;
                if (received.Type == Transcription.TypeName)
                {
                    if (SaidReader.Read(received) is not { } said) continue;
                    if (isLive) await _said.Writer.WriteAsync((said, IsFresh(said.At)), cancellationToken).ConfigureAwait(false);
                    else ledger.Add(said);
                }
                else if (!isLive)
                {
                    ledger.Add(SaidReader.ReadStep(received));
                }
            }
        }
        catch (Exception e)
        {
            _caughtUp.TrySetException(e);
            _said.Writer.TryComplete(e);
            throw;
        }
    }

    private bool IsFresh(DateTimeOffset at) => time.GetUtcNow() - at <= Typist.Fresh;
}
