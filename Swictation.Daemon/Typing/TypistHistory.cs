using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Sockets.Client;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>The transcriptions of the last hours, and what became of each at the cursor.</summary>
/// <param name="metricsSocket">Where the feed is.</param>
internal sealed class TypistHistory(SocketPlace metricsSocket, TimeProvider time)
{
    private const int Most = 1000;

    private static readonly EventType[] Types = [Transcription.TypeName, DeliveryBegun.TypeName, TextDelivered.TypeName];

    private readonly LinkedList<Said> _said = [];
    private readonly DeliveryHistory _deliveries = new();

    /// <summary>The newest transcriptions, at most 1,000, oldest first.</summary>
    public IReadOnlyCollection<Said> All => _said;

    /// <inheritdoc cref="DeliveryHistory.Last"/>
    public LastDelivery? Last => _deliveries.Last;

    /// <summary>Those of them that did not get to a cursor since the first delivery, and why, oldest first.</summary>
    public IEnumerable<(Said Said, DeliveryOutcome Outcome)> Missed =>
        from said in _said
        let delivery = _deliveries.Find(said.Position)
        where delivery is { Outcome.IsDone: false }
        select (said, delivery.Value.Outcome);

    /// <summary>Reads up to the present.</summary>
    public async Task ReadAsync(DeliveriesReply start, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var client = new ReconnectingClient(
            metricsSocket,
            new() { After = start.After, LogId = start.LogId, Types = Types, CaughtUp = _ => ending.Cancel() },
            time);
        try
        {
            await foreach (var received in client.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                if (received.Type != Transcription.TypeName) _deliveries.Add(SaidReader.ReadStep(received));
                else if (SaidReader.Read(received) is { } said) Add(said);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All is read.
        }
    }

    private void Add(Said said)
    {
        _said.AddLast(said);
        if (_said.Count <= Most) return;

        _deliveries.Drop(_said.First!.Value.Position);
        _said.RemoveFirst();
    }
}
