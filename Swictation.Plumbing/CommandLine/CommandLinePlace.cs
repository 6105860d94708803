using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary>A place on a command line: what was given before it, and what may stand there.</summary>
/// <param name="Command">The command that was named last.</param>
/// <param name="Given">The options before it.</param>
/// <param name="Values">How many arguments of the command stand before it.</param>
/// <param name="Awaiting">The option whose value stands there; null for none.</param>
/// <param name="IsPastOptions">True behind <c>--</c>: what begins with a hyphen is no option there.</param>
internal sealed record CommandLinePlace(
    Command Command, IReadOnlySet<Option> Given, int Values, Option? Awaiting, bool IsPastOptions)
{
    /// <summary>The place behind some words, whatever mistakes are among them.</summary>
    public static CommandLinePlace Behind(RootCommand root, IEnumerable<string> words) => words.Aggregate(
        new CommandLinePlace(root, new HashSet<Option>(), Values: 0, Awaiting: null, IsPastOptions: false),
        (place, word) => place.Take(word));

    /// <summary>The options that the command takes, with those that all commands take.</summary>
    public IEnumerable<Option> Options => Command.Options.Concat(
        ParentsOf(Command).SelectMany(parent => parent.Options).Where(option => option.Recursive));

    public bool MayBeCommand => Values == 0 && !IsPastOptions;

    /// <summary>The argument that may stand there; null for none.</summary>
    public Argument? Argument
    {
        get
        {
            var left = Values;
            foreach (var argument in Command.Arguments)
            {
                if (left < argument.Arity.MaximumNumberOfValues) return argument.Hidden ? null : argument;
                left -= argument.Arity.MaximumNumberOfValues;
            }

            return null;
        }
    }

    public Option? FindOption(string name) =>
        Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    /// <summary>False for a switch, which has a meaning by being there.</summary>
    public static bool TakesValue(Option option) =>
        option.Arity.MaximumNumberOfValues > 0 && (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) != typeof(bool);

    private CommandLinePlace Take(string word)
    {
        if (Awaiting is { Arity.MinimumNumberOfValues: > 0 }) return this with { Awaiting = null };
        if (!IsPastOptions && word == "--") return this with { IsPastOptions = true, Awaiting = null };
        if (!IsPastOptions && word.StartsWith('-') && word.Length > 1)
        {
            return FindOption(word.Split('=')[0]) is { } option
                ? this with
                {
                    Given = Given.Append(option).ToHashSet(),
                    Awaiting = !word.Contains('=', StringComparison.Ordinal) && TakesValue(option) ? option : null,
                }
                : this with { Awaiting = null };
        }

        if (MayBeCommand && Command.Subcommands.FirstOrDefault(command => command.Name == word) is { } named)
            return this with { Command = named, Awaiting = null };
        return Awaiting is null ? this with { Values = Values + 1 } : this with { Awaiting = null };
    }

    private static IEnumerable<Command> ParentsOf(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => ParentsOf(parent).Prepend(parent));
}
