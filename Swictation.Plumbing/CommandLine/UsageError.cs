using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.CommandLine;

/// <summary>The line about a mistake on the command line, the same in both executables.</summary>
public static class UsageError
{
    /// <summary>Names the first mistake and what to do instead, or null if there is none.</summary>
    public static string? Explain(ParseResult parsed) => parsed.Errors.Count == 0 ? null : $"{Describe(parsed)} (see --help)";

    // The library reports a word that is no command as a missing command.
    private static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            var option = word.Split('=')[0];
            return parsed.RootCommandResult.Command.Options.Any(known => known.Name == option)
                ? Refusal.OfIdle(option, command.Name)
                : Refusal.OfWord(word, [.. Known(command)]);
        }

        if (parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(IsWithoutValue) is { Option: var given })
            return Refusal.OfMissing(given.Name, given.HelpName ?? "a value");

        return command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument)?.Tokens.Count is not > 0) is { } missing
            ? Refusal.OfMissing(command.Name, missing.Name)
            : parsed.Errors[0].Message;
    }

    private static bool IsWithoutValue(OptionResult option) =>
        option is { Implicit: false, Tokens.Count: 0 } && option.Option.Arity.MinimumNumberOfValues > 0;

    private static IEnumerable<string> Known(Command command) =>
        command.Children
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(
                option => option.Recursive))
            .Where(known => known is not Argument && !known.Hidden)
            .Select(known => known.Name);
}
