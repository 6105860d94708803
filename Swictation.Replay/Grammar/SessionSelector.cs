namespace Swictation.Replay.Grammar;

/// <summary>Which sessions are meant: those of a name, or all from one name to another.</summary>
/// <param name="First">Null for a range without a beginning.</param>
/// <param name="Last">Null for a range without an end; the same as the first where it is no range.</param>
internal sealed record SessionSelector(SessionName? First, SessionName? Last)
{
    /// <summary>The forms, for the line that refuses another one.</summary>
    public const string Forms = OneForm + ", or a range such as 12..15";

    /// <summary>The forms where one session is meant.</summary>
    public const string OneForm =
        "the number of a session, 'last', 'last-2', the day on which it began, such as 2026-11-22 or yesterday, its title, or a tag";

    private const string To = "..";

    public bool IsRange => !ReferenceEquals(First, Last);

    public static SessionSelector Of(SessionName name) => new(name, name);

    public override string ToString() => IsRange ? $"{First}{To}{Last}" : $"{First}";

    /// <summary>
    /// Null where the text names no sessions. A range is of numbers or of days: what lies between a number and a day is not
    /// plain.
    /// </summary>
    public static SessionSelector? Parse(string text)
    {
        if (text.Split(To) is not [var from, var to]) return SessionName.Parse(text) is { } name ? Of(name) : null;

        var (first, last) = (SessionName.Parse(from), SessionName.Parse(to));
        if ((from.Length > 0 && first is null) || (to.Length > 0 && last is null) || (first ?? last) is null) return null;
        if (first is SessionName.Titled || last is SessionName.Titled) return null;
        return first is null || last is null || (first is SessionName.BegunOn) == (last is SessionName.BegunOn)
            ? new(first, last)
            : null;
    }

    /// <summary>As <see cref="Parse"/>; null for a range too.</summary>
    public static SessionSelector? ParseOne(string text) => Parse(text) is { IsRange: false } one ? one : null;
}
