using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary>
/// What can stand at a place of a command line. It follows from the declarations of commands and options: their names, and the
/// names of their values as the help shows them, where <c>full|normal</c> are two words, <c>FILE</c> and <c>PATH</c> are names
/// of files, <c>DIR</c> is one of a directory, and for others there may be a source.
/// </summary>
/// <param name="sources">Where words come from, by the name of the value: <c>SESSION</c>.</param>
internal sealed class WordCompletion(RootCommand root, IReadOnlyDictionary<string, CandidateSource> sources)
{
    private static readonly ParserConfiguration AsTheyAre = new() { ResponseFileTokenReplacer = null };

    /// <summary>The words that can stand in place of the last one, and begin as it does.</summary>
    /// <param name="words">The command line behind the name of the program; the last one may be empty.</param>
    public IEnumerable<Candidate> Complete(IReadOnlyList<string> words)
    {
        var (before, begun) = (words.SkipLast(1).ToList(), words.Count > 0 ? words[^1] : "");
        var place = CommandLinePlace.Behind(root, before);
        return Find(place, before, begun).DistinctBy(candidate => candidate.Word);
    }

    private IEnumerable<Candidate> Find(CommandLinePlace place, List<string> before, string begun)
    {
        if (place.Awaiting is { } option)
        {
            var values = ValuesOf(place.Awaiting.HelpName, before, begun);
            return option.Arity.MinimumNumberOfValues > 0 ? values : values.Concat(Find(place with { Awaiting = null }, before, begun));
        }

        if (begun.StartsWith('-') && !place.IsPastOptions)
        {
            if (begun.Split('=', 2) is not [var name, var value]) return OptionsAt(place).Where(known => Begins(known, begun));
            return place.FindOption(name) is { } given && CommandLinePlace.TakesValue(given)
                ? ValuesOf(given.HelpName, before, value).Select(found => found with { Word = WithName(name, found) })
                : [];
        }

        var commands = place.MayBeCommand ? place.Command.Subcommands.Where(command => !command.Hidden) : [];
        return commands.Select(command => new Candidate(command.Name, command.Description)).Where(known => Begins(known, begun))
            .Concat(place.Argument is { } argument ? ValuesOf(argument.HelpName ?? argument.Name, before, begun) : []);
    }

    private static string WithName(string name, Candidate found) =>
        found == Candidate.Files || found == Candidate.Directories ? found.Word : $"{name}={found.Word}";

    private static IEnumerable<Candidate> OptionsAt(CommandLinePlace place) => place.Options
        .Where(option => !option.Hidden && (!place.Given.Contains(option) || option.Arity.MaximumNumberOfValues > 1))
        .Select(option => new Candidate(option.Name, option.Description));

    private IEnumerable<Candidate> ValuesOf(string? names, List<string> before, string begun)
    {
        foreach (var name in (names ?? "").Split('|'))
        {
            if (name is "FILE" or "PATH")
            {
                yield return Candidate.Files;
            }
            else if (name == "DIR")
            {
                yield return Candidate.Directories;
            }
            else if (sources.TryGetValue(name, out var source))
            {
                foreach (var found in source(root.Parse(before, AsTheyAre), begun).Where(found => Begins(found, begun))) yield return found;
            }
            else if (name.Length > 0 && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
                && name.StartsWith(begun, StringComparison.Ordinal))
            {
                yield return new(name);
            }
        }
    }

    private static bool Begins(Candidate known, string begun) => known.Word.StartsWith(begun, StringComparison.Ordinal);
}
