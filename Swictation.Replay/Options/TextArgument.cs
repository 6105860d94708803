using System.CommandLine;

namespace Swictation.Replay.Options;

/// <summary>Text that is added to a log: all the words behind the other arguments, so that it needs no quotes.</summary>
internal static class TextArgument
{
    public static Argument<string[]> Of(string description) => new("TEXT")
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Null where there is none.</summary>
    public static string? Read(ParseResult parsed, Argument<string[]> text) =>
        parsed.GetValue(text) is { Length: > 0 } words ? string.Join(' ', words) : null;
}
