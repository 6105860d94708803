using System.Globalization;
using Swictation.Domain.Events;

namespace Swictation.Replay.Sessions;

/// <summary>Which session is meant: a number, or the one that was started last.</summary>
/// <param name="Number">Null for the last one.</param>
internal readonly record struct SessionSelector(SessionId? Number)
{
    private const string Last = "last";

    public override string ToString() => Number?.ToString() ?? Last;

    /// <summary>Null where the text names no session.</summary>
    public static SessionSelector? Parse(string text)
    {
        if (text == Last) return default(SessionSelector);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new(new SessionId(number))
            : null;
    }
}
