using System.CommandLine;

namespace Swictation.Plumbing.CommandLine;

/// <summary>
/// <c>complete</c>, for shells and not for people: what can stand on a command line, or the script that has a shell ask for it.
/// </summary>
internal sealed class CompleteCommand : Command
{
    private readonly string _program;
    private readonly RootCommand _root;
    private readonly IReadOnlyDictionary<string, CandidateSource> _sources;

    private readonly Option<string> _script = new("--script")
    {
        HelpName = string.Join('|', CompletionScript.Shells),
        Description = "Print the script that has this shell ask",
    };

    private readonly Argument<string[]> _words = new("WORD")
    {
        Description = "The command line behind the name of the program, up to the word that is completed, with '--' before it all",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="program">The name of the executable.</param>
    /// <param name="root">Its command line.</param>
    /// <param name="sources">Where words come from, by the name of the value: <c>SESSION</c>.</param>
    public CompleteCommand(string program, RootCommand root, IReadOnlyDictionary<string, CandidateSource> sources)
        : base("complete", "What can stand on a command line, a word a line, each with what it is behind a tab")
    {
        _program = program;
        _root = root;
        _sources = sources;
        Hidden = true;
        _script.Accept(CompletionScript.Shells.Contains, _ => string.Join(", ", CompletionScript.Shells));
        Options.Add(_script);
        Arguments.Add(_words);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_script) is { } shell)
        {
            output.Write(CompletionScript.For(shell, _program));
            return;
        }

        foreach (var candidate in new WordCompletion(_root, _sources).Complete(parsed.GetValue(_words) ?? []))
            output.WriteLine(candidate);
    }
}
