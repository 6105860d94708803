using Swictation.Domain.Events;
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
    private readonly Dictionary<long, DeliveryOutcome> _outcomes = [];
    private long _first;
    private long _newest;

    /// <summary>The newest transcriptions, at most 1,000, oldest first.</summary>
    public IReadOnlyCollection<Said> All => _said;

    /// <summary>The delivery that was begun last, and what became of it; null if none was.</summary>
    public LastDelivery? Last { get; private set; }

    /// <summary>Those of them that did not get to a cursor since the first delivery, and why, oldest first.</summary>
    public IEnumerable<(Said Said, DeliveryOutcome Outcome)> Missed =>
        from said in _said
        where _first > 0 && said.Position >= _first && !OutcomeOf(said).IsDone
        select (said, OutcomeOf(said));

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
                if (received.Type == Transcription.TypeName) Add(SaidReader.Read(received));
                else Add(SaidReader.ReadStep(received));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // All is read.
        }
    }

    private DeliveryOutcome OutcomeOf(Said said) =>
        _outcomes.TryGetValue(said.Position, out var outcome) ? outcome
        : said.Position <= _newest ? DeliveryOutcome.TooOld
        : DeliveryOutcome.Named("waiting");

    private void Add(Said said)
    {
        _said.AddLast(said);
        if (_said.Count <= Most) return;

        _outcomes.Remove(_said.First!.Value.Position);
        _said.RemoveFirst();
    }

    private void Add(DeliveryStep step)
    {
        if (step.Outcome is null) Last = new(step.Segment, step.Window, Outcome: null);
        else if (Last?.Segment == step.Segment) Last = Last with { Outcome = step.Outcome };
        _first = _first == 0 ? step.First ?? step.Segment : Math.Min(_first, step.First ?? step.Segment);
        _newest = Math.Max(_newest, step.Segment);
        // A second delivery that fails takes nothing back.
        if (!_outcomes.TryGetValue(step.Segment, out var before) || !before.IsDone || step.Outcome is { IsDone: true })
            _outcomes[step.Segment] = step.Outcome ?? DeliveryOutcome.Interrupted;
    }
}

/// <summary>What the log says about the newest delivery.</summary>
/// <param name="Segment">Position of the transcription.</param>
/// <param name="Window">The window that had the cursor; null if it is not known.</param>
/// <param name="Outcome">Null where it was only begun.</param>
internal sealed record LastDelivery(long Segment, string? Window, DeliveryOutcome? Outcome);
