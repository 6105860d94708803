using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Queries;

/// <summary>A text of a sentence, as the read models have it.</summary>
internal sealed record TextVersionRow
{
    public long Sentence { get; init; }

    public required long Event { get; init; }

    public required long Version { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string Author { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required double At { get; init; }

    public TextVersion ToVersion() => new(
        Event, (int)Math.Clamp(Version, 1, int.MaxValue), new RevisionKind(Kind), Text, Author, TimeOf(At));

    /// <summary>The beginning of 1970 for what is no time, as only a damaged row has it.</summary>
    public static DateTimeOffset TimeOf(double seconds) =>
        WireTime.TryFromSeconds(seconds, out var time) ? time : DateTimeOffset.UnixEpoch;
}
