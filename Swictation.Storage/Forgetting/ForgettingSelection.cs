using System.Collections.Immutable;
using Swictation.Domain.Events;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// What is to be forgotten: sentences, failures and withheld texts that fit every condition that is given. No condition at all
/// selects nothing.
/// </summary>
/// <param name="UpTo">Nothing newer than this position: what a user was shown is what goes.</param>
/// <param name="Session">Only of this session.</param>
/// <param name="FromUs">Only what was said at this time or later, in microseconds since 1970.</param>
/// <param name="ToUs">Only what was said at this time or earlier.</param>
/// <param name="Words">Only what holds all of these words.</param>
/// <param name="Positions">Only these; null for no such condition.</param>
/// <param name="Extent">How much of each event goes.</param>
/// <param name="IsOld">True where it is chosen because it has become old, and not by a user.</param>
/// <param name="After">Nothing up to this position.</param>
public sealed record ForgettingSelection(
    long UpTo,
    SessionId? Session = null,
    long? FromUs = null,
    long? ToUs = null,
    string? Words = null,
    ImmutableArray<PositionRange>? Positions = null,
    ForgettingExtent Extent = ForgettingExtent.Words,
    bool IsOld = false,
    long After = 0)
{
    /// <summary>What the log says of it.</summary>
    public ForgettingKind Kind =>
        IsOld ? ForgettingKind.Retention
        : Words is not null ? ForgettingKind.Words
        : Positions is not null ? ForgettingKind.Positions
        : FromUs is not null || ToUs is not null ? ForgettingKind.Time
        : ForgettingKind.Session;

    /// <summary>No event behind this position is selected.</summary>
    public long Newest => Positions is { IsEmpty: false } ranges && Words is null ? Math.Min(UpTo, ranges.Max(range => range.Last)) : UpTo;

    public bool IsEmpty => Session is null && FromUs is null && ToUs is null && Words is null && Positions is null;

    /// <summary>True where it takes all of a session, its audio that is not transcribed too.</summary>
    public bool IsWholeSession => Session is not null && Kind == ForgettingKind.Session;
}
