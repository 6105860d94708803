using System.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Verbs;
using Swictation.Testing;

namespace Swictation.Replay.Tests;

/// <summary>
/// The help of each command as it was recorded, completions and manual pages, which are made from the same declarations.
/// </summary>
public sealed class RecordedHelpTests
{
    private const string Program = "swictation-replay";

    private static readonly RootCommand Root = new ReplayCommandLine(
        new GivenSettings(_ => null, _ => []), TimeProvider.System).Root;

    public static TheoryData<string> Commands => [.. NamesBelow(Root, "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_is_what_it_was(string name)
    {
        var help = Help(name);

        var recorded = RecordedText.Of($"tests/Swictation.Replay.Tests/Recorded/help/{(name.Length == 0 ? Program : name)}.txt", help);

        Assert.Equal(recorded, help);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_the_help_names_is_offered_and_nothing_else(string name)
    {
        var command = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(NamesIn(Help(name), "Options:").Order(), Offered([.. command, "-"]).Order());
        Assert.Equal(NamesIn(Help(name), "Commands:"), Offered([.. command, ""]).Where(IsBelow(name)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_manual_has_what_the_help_has(string name)
    {
        var page = Plain(Run("manual"));

        foreach (var line in Help(name).Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)))
        {
            if (line.TrimStart() is ['-', ..] option && !option.Contains("--help", StringComparison.Ordinal)
                && !option.Contains("--version", StringComparison.Ordinal))
                Assert.Contains(option.Split("  ", 2)[^1].Trim(), page, StringComparison.Ordinal);
        }

        Assert.Contains($"\n.SS {name}\n", $"{page}\n.SS \n", StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesBelow(Command command, string name) => command.Subcommands
        .Where(below => !below.Hidden)
        .SelectMany(below => NamesBelow(below, $"{name} {below.Name}".Trim()))
        .Prepend(name);

    private static Func<string, bool> IsBelow(string name) => word => Commands.Any(row => row.Data == $"{name} {word}".Trim());

    // The first name of each line of a section; of options the one with two hyphens, where there is one.
    private static IEnumerable<string> NamesIn(string help, string section) => help.Split('\n')
        .SkipWhile(line => line != section)
        .Skip(1)
        .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
        .Select(line => line.Trim().Split("  ")[0].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        .Select(words => words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal)) ?? words[0]);

    private static IEnumerable<string> Offered(string[] words) => Run(["complete", "--", .. words])
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t')[0])
        .Where(word => !word.StartsWith(':'));

    private static string Plain(string page) => page
        .Replace("\\-", "-", StringComparison.Ordinal)
        .Replace("\\(dq", "\"", StringComparison.Ordinal)
        .Replace("\\(aq", "'", StringComparison.Ordinal)
        .Replace("\\(ti", "~", StringComparison.Ordinal)
        .Replace("\\e", "\\", StringComparison.Ordinal);

    private static string Help(string name) =>
        Run([.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Replace(RootCommand.ExecutableName, Program, StringComparison.Ordinal);

    private static string Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, Root.Parse(arguments).Invoke(new() { Output = output }));
        return output.ToString();
    }
}
