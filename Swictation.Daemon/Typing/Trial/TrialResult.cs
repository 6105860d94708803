using Swictation.Daemon.Typing.Experience;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>What became of a sample.</summary>
/// <param name="Arrived">What the window got.</param>
/// <param name="Fault">Why the way says that it has failed; null if it does not.</param>
internal sealed record TrialResult(DeliveryWay Way, CharacterKind Kind, string Arrived, string? Fault)
{
    /// <summary>True if the sample arrived as it is, once.</summary>
    public bool IsWhole => Arrived == CharacterKinds.SampleOf(Kind);
}
