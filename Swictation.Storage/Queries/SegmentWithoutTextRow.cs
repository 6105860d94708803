using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Queries;

/// <summary>A row of the <c>segments_without_text</c> view.</summary>
internal sealed record SegmentWithoutTextRow
{
    public required double StartS { get; init; }

    public required double DurationS { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required double At { get; init; }

    public required int Attempts { get; init; }

    public required string Reason { get; init; }

    public string? File { get; init; }

    public SegmentWithoutText In(SessionId session) =>
        new(session, StartS, DurationS, WireTime.FromSeconds(At), Attempts, Reason, File);
}
