using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Storage.Queries;

/// <summary>A row of <c>annotations</c>. Times are seconds since 1970.</summary>
internal sealed record AnnotationRow
{
    public required long Event { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required long IsOn { get; init; }

    public required double At { get; init; }

    public double? MarkedAt { get; init; }

    public double? StartS { get; init; }

    /// <param name="rows">In the order of the log.</param>
    public static SessionAdditions Fold(IEnumerable<AnnotationRow> rows) => rows.Aggregate(
        SessionAdditions.None, (folded, row) => row.ToEvent() is { } added ? folded.Apply(added, row.Event) : folded);

    private SessionEvent? ToEvent()
    {
        var at = TextVersionRow.TimeOf(At);
        return Kind switch
        {
            "title" => new SessionTitled(default, at, Text),
            "tag" => new SessionTagged(default, at, Text, IsOn != 0),
            "note" => new SessionNoted(default, at, Text),
            "mark" => new SessionMarked(
                default, at, TextVersionRow.TimeOf(MarkedAt ?? At), StartS ?? 0, Text.Length > 0 ? Text : null),
            _ => null,
        };
    }
}
