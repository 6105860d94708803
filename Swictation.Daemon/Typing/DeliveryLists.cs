using Swictation.Domain.Events;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>What is done about sentences that were not typed: they are listed, or typed once more.</summary>
internal static class DeliveryLists
{
    /// <summary>Prints those that were not typed, oldest first.</summary>
    /// <returns>0.</returns>
    public static async Task<int> ListMissedAsync(
        DeliveryClient deliveries, SocketPlace metricsSocket, CancellationToken cancellationToken)
    {
        var (_, history) = await ReadAsync(deliveries, metricsSocket, cancellationToken).ConfigureAwait(false);
        foreach (var (said, outcome) in history.Missed)
            Console.Out.WriteLine($"{said.Position}\t{outcome}\t{SafeText.Of(said.Text, isForTerminal: true, LineBreaks.Never)}");
        return 0;
    }

    /// <summary>Types the last sentence, or one before it.</summary>
    /// <param name="number">1 for the last one.</param>
    /// <returns>0 if it was typed, else 1.</returns>
    /// <exception cref="TypingException">There are not so many.</exception>
    public static async Task<int> TypeAgainAsync(
        Typist typist, DeliveryClient deliveries, SocketPlace metricsSocket, int number, CancellationToken cancellationToken)
    {
        var (logId, history) = await ReadAsync(deliveries, metricsSocket, cancellationToken).ConfigureAwait(false);
        if (history.All.Count < number) throw new TypingException($"of the last hours there are {history.All.Count} sentences");

        var said = history.All.ElementAt(history.All.Count - number);
        var outcome = await typist.TypeAsync(logId, said, expected: null, isAgain: true, cancellationToken).ConfigureAwait(false);
        return outcome == DeliveryOutcome.Typed ? 0 : 1;
    }

    /// <summary>Takes the last delivery back, and notes that.</summary>
    /// <returns>0.</returns>
    /// <exception cref="TypingException">It was not proved that it can be; says why.</exception>
    public static async Task<int> TakeBackAsync(
        Undo undo, CursorTurn turn, DeliveryClient deliveries, SocketPlace metricsSocket, CancellationToken cancellationToken)
    {
        // Nothing may be typed between the look and the removal.
        using var taken = await turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        var (logId, history) = await ReadAsync(deliveries, metricsSocket, cancellationToken).ConfigureAwait(false);
        var position = await undo.TakeBackAsync(history, cancellationToken).ConfigureAwait(false);
        await deliveries
            .EndAsync(logId, position, DeliveryOutcome.TakenBack, TimeSpan.Zero, first: null, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private static async Task<(string LogId, TypistHistory History)> ReadAsync(
        DeliveryClient deliveries, SocketPlace metricsSocket, CancellationToken cancellationToken)
    {
        var start = await deliveries.AskStartAsync(cancellationToken).ConfigureAwait(false);
        var history = new TypistHistory(metricsSocket, TimeProvider.System);
        await history.ReadAsync(start, cancellationToken).ConfigureAwait(false);
        return (start.LogId, history);
    }
}
