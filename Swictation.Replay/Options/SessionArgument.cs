using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Options;

/// <summary>The session, or the sessions, that a subcommand is about.</summary>
internal static class SessionArgument
{
    private const string Name = "SESSION";

    public static Argument<SessionSelector> One() => new(Name)
    {
        Description = "Number of a session, 'last' for the one that was started last, 'last-1' for the one before it, the "
            + "day on which it began (2026-11-22, yesterday), its title, or a tag that no other has",
        CustomParser = result => Read(result, result.Tokens[0], SessionSelector.ParseOne, SessionSelector.OneForm)!,
    };

    /// <summary><c>--session</c>, for subcommands that are about all sessions without it.</summary>
    public static Option<SessionSelector?> Option(string description) => new("--session", "-s")
    {
        HelpName = Name,
        Description = $"{description} (12, last, last-1, 2026-11-22, yesterday, its title or tag)",
        CustomParser = result => Read(result, result.Tokens[0], SessionSelector.ParseOne, SessionSelector.OneForm),
    };

    /// <param name="mayBeNone">True where a subcommand has a meaning without a session.</param>
    public static Argument<SessionSelector[]> Several(bool mayBeNone = false) => new(Name)
    {
        Description = "Numbers of sessions, 'last', 'last-1', days on which they began (2026-11-22, yesterday), titles, tags, "
            + "and ranges (12..15)",
        Arity = mayBeNone ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        CustomParser = result =>
            [.. result.Tokens.Select(token => Read(result, token, SessionSelector.Parse, SessionSelector.Forms)!)],
    };

    private static SessionSelector? Read(
        ArgumentResult result, Token token, Func<string, SessionSelector?> parse, string forms)
    {
        var selector = parse(token.Value);
        if (selector is null) result.AddError($"{Name}: {Refusal.Of(token.Value, forms)}");
        return selector;
    }
}
