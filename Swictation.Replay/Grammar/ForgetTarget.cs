using Swictation.Domain.Events;

namespace Swictation.Replay.Grammar;

/// <summary>
/// What a subcommand removes: sessions, a part of a session (<c>12:14:03..14:05</c>, <c>last:+1:30..</c>), or single sentences
/// by their position (<c>seq:4711</c>, <c>seq:4711..4720</c>).
/// </summary>
internal abstract record ForgetTarget
{
    /// <summary>The forms, for the line that refuses another one.</summary>
    public const string Forms =
        SessionSelector.Forms + ", a part of a session such as 12:14:03..14:05 or last:+1:30.., or a position such as seq:4711";

    private const string To = "..";

    public sealed record Sessions(SessionSelector Selector) : ForgetTarget;

    /// <param name="From">Null for from its start.</param>
    /// <param name="Until">Null for to its end.</param>
    public sealed record PartOfSession(SessionSelector Selector, When? From, When? Until) : ForgetTarget;

    public sealed record AtPositions(PositionRange Range) : ForgetTarget;

    /// <summary>Null where the text is no target.</summary>
    public static ForgetTarget? Parse(string text)
    {
        if (text.StartsWith(LogPosition.Prefix, StringComparison.Ordinal)) return ParsePositions(text[LogPosition.Prefix.Length..]);
        if (text.IndexOf(':', StringComparison.Ordinal) is not (>= 0 and var cut))
            return SessionSelector.Parse(text) is { } sessions ? new Sessions(sessions) : null;

        if (SessionSelector.ParseOne(text[..cut]) is not { } session || text[(cut + 1)..].Split(To) is not [var from, var until]) return null;
        var (first, last) = (WhenParser.ParseInSession(from), WhenParser.ParseInSession(until));
        if ((from.Length > 0 && first is null) || (until.Length > 0 && last is null) || (first ?? last) is null) return null;
        return new PartOfSession(session, first, last);
    }

    private static AtPositions? ParsePositions(string text) => text.Split(To) switch
    {
        [var one] when LogPosition.ParseNumber(one) is { } position => new(new(position, position)),
        [var from, var to] when LogPosition.ParseNumber(from) is { } first && LogPosition.ParseNumber(to) is { } last && first <= last => new(new(first, last)),
        _ => null,
    };
}
