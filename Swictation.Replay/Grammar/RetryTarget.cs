using System.Globalization;

namespace Swictation.Replay.Grammar;

/// <summary>What is to be recognised again.</summary>
internal abstract record RetryTarget
{
    /// <summary>The forms, for the line that refuses another one.</summary>
    public const string Forms = SessionSelector.Forms + ", or a position such as seq:4711";

    private const string Position = "seq:";

    public sealed record Sessions(SessionSelector Selector) : RetryTarget;

    public sealed record Sentence(long At) : RetryTarget;

    /// <summary>Null where the text is no target.</summary>
    public static RetryTarget? Parse(string text)
    {
        if (!text.StartsWith(Position, StringComparison.Ordinal))
            return SessionSelector.Parse(text) is { } sessions ? new Sessions(sessions) : null;

        var digits = text.AsSpan(Position.Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new Sentence(number) : null;
    }
}
