using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary>What a program answers to shells and to whoever installs it, and not to people: it is in no help.</summary>
public static class ShellCommands
{
    /// <summary>
    /// Adds <c>complete</c>, which prints what can stand on a command line, and the script that has a shell ask for it; and
    /// <c>manual</c>, which prints the manual page.
    /// </summary>
    /// <param name="program">The name of the executable.</param>
    /// <param name="summary">What it does, in a few words.</param>
    /// <param name="seeAlso">The name of another manual page.</param>
    /// <param name="sources">Where words come from, by the name of the value: <c>SESSION</c>.</param>
    public static void AddTo(
        RootCommand root, string program, string summary, string seeAlso, IReadOnlyDictionary<string, CandidateSource> sources)
    {
        root.Subcommands.Add(new CompleteCommand(program, root, sources));
        root.Subcommands.Add(new ManualCommand(new(program, summary, root, seeAlso)));
    }
}
