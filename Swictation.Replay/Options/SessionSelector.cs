using System.CommandLine;
using System.Globalization;
using Swictation.Domain.Events;

namespace Swictation.Replay.Options;

/// <summary>Which session is meant: a number, or the one that was started last.</summary>
/// <param name="Number">Null for the last one.</param>
internal readonly record struct SessionSelector(SessionId? Number)
{
    private const string Last = "last";

    public static Argument<SessionSelector> NewArgument() =>
        new Argument<SessionSelector>("SESSION")
        {
            Description = "Number of a session, or 'last' for the one that was started last",
        }.ParsedBy("the number of a session, or 'last'", Parse);

    public override string ToString() => Number?.ToString() ?? Last;

    private static SessionSelector? Parse(string text)
    {
        if (text == Last) return default(SessionSelector);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new(new SessionId(number))
            : null;
    }
}
