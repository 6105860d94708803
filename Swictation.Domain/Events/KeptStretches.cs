using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Stretches of a log that have lost events, in order: <c>[[0,1024,"9f86…"]]</c>. Two are equal when they have the same
/// stretches.
/// </summary>
[JsonConverter(typeof(KeptStretchesForm))]
public sealed record KeptStretches(ImmutableArray<KeptStretch> Stretches)
{
    public bool Equals(KeptStretches? other) => other is not null && Stretches.AsSpan().SequenceEqual(other.Stretches.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Stretches.Length, Stretches.FirstOrDefault());
}
