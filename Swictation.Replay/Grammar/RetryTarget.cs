namespace Swictation.Replay.Grammar;

/// <summary>What is to be recognised again.</summary>
internal abstract record RetryTarget
{
    /// <summary>The forms, for the line that refuses another one.</summary>
    public const string Forms = SessionSelector.Forms + ", or a position such as seq:4711";

    public sealed record Sessions(SessionSelector Selector) : RetryTarget;

    public sealed record Sentence(long At) : RetryTarget;

    /// <summary>Null where the text is no target.</summary>
    public static RetryTarget? Parse(string text)
    {
        if (text.StartsWith(LogPosition.Prefix, StringComparison.Ordinal))
            return LogPosition.Parse(text) is { } position ? new Sentence(position) : null;

        return SessionSelector.Parse(text) is { } sessions ? new Sessions(sessions) : null;
    }
}
