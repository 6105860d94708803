using Swictation.Domain.Events;

namespace Swictation.Storage.Forgetting;

/// <summary>What a selection comes to.</summary>
/// <param name="Selection">The selection.</param>
/// <param name="Positions">Events that lose their words, in order.</param>
/// <param name="Sentences">The sentences among them, in order.</param>
/// <param name="Sessions">How many sessions they are of.</param>
/// <param name="Audio">Audio that goes with them.</param>
public sealed record ForgettingPlan(
    ForgettingSelection Selection,
    IReadOnlyList<long> Positions,
    IReadOnlyList<long> Sentences,
    IReadOnlyList<SessionId> Sessions,
    IReadOnlyList<FileStretch> Audio)
{
    public bool IsEmpty => Positions.Count == 0 && Audio.Count == 0;
}
