using System.CommandLine;
using Swictation.Plumbing.CommandLine;

namespace Swictation.Plumbing.Tests.CommandLine;

public sealed class WordCompletionTests
{
    private static readonly RootCommand Root = MakeRoot();

    private static readonly WordCompletion Completion = new(Root, new Dictionary<string, CandidateSource>
    {
        ["PLACE"] = (_, _) => [new("here", "where you are"), new("there")],
        ["WORDS"] = (parsed, _) => [new($"of-{parsed.GetValue<string>("--db")}")],
    });

    [Theory]
    [InlineData("", "go find")]
    [InlineData("g", "go")]
    [InlineData("x", "")]
    [InlineData("-", "--help --version --db")]
    [InlineData("go |-", "--from --speed --loud --help --db")]
    [InlineData("go |--s", "--speed")]
    [InlineData("go --loud --speed 3 |-", "--from --help --db")]
    [InlineData("go |", "here there")]
    [InlineData("go |t", "there")]
    [InlineData("go here |", ":files")]
    [InlineData("go here file |", "")]
    [InlineData("go --from |", "here there :directories")]
    [InlineData("go --from=|", "--from=here --from=there :directories")]
    [InlineData("go --from=t|", "--from=there :directories")]
    [InlineData("go --speed |", "full half")]
    [InlineData("go --speed=h|", "--speed=half")]
    [InlineData("go --loud |h", "here")]
    [InlineData("go -f |", "here there :directories")]
    [InlineData("go -- |-", "")]
    [InlineData("--db x find |", "of-x")]
    [InlineData("find --db y |", "of-y")]
    [InlineData("--db |", ":files")]
    [InlineData("--unknown go |h", "here")]
    [InlineData("hidden |", "")]
    [InlineData("find @x |", "of-")]
    public void What_can_stand_at_a_place_is_offered(string line, string offered) =>
        Assert.Equal(
            offered.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Completion.Complete(WordsOf(line)).Select(candidate => candidate.Word));

    [Fact]
    public void What_it_is_stands_behind_a_tab()
    {
        Assert.Equal(["go\tSets out", "find"], Completion.Complete([""]).Select(candidate => candidate.ToString()));
        Assert.Equal(["here\twhere you are"], Completion.Complete(["go", "h"]).Select(candidate => candidate.ToString()));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void A_script_names_its_program(string shell)
    {
        using var output = new StringWriter();
        var root = new RootCommand();
        root.Subcommands.Add(new CompleteCommand("some-tool", root, new Dictionary<string, CandidateSource>()));

        root.Parse(["complete", "--script", shell]).Invoke(new() { Output = output });

        Assert.Contains("some-tool complete -- ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("_some_tool", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@PROGRAM@", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@FUNCTION@", output.ToString(), StringComparison.Ordinal);
    }

    // Words are parted by blanks; the last one begins at the bar, or at the start.
    private static string[] WordsOf(string line)
    {
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0) return [line];
        var before = line[..bar];
        return before.EndsWith(' ') || bar == 0
            ? [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries), line[(bar + 1)..]]
            : before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static RootCommand MakeRoot()
    {
        var go = new Command("go", "Sets out")
        {
            new Argument<string>("PLACE"),
            new Argument<string>("FILE"),
            new Option<string>("--from", "-f") { HelpName = "PLACE|DIR" },
            new Option<string>("--speed") { HelpName = "full|half|N" },
            new Option<bool>("--loud"),
            new Option<bool>("--secret") { Hidden = true },
        };
        return new RootCommand
        {
            go,
            new Command("find") { new Argument<string[]>("WORDS") },
            new Command("hidden") { Hidden = true },
            new Option<string>("--db") { HelpName = "PATH", Recursive = true },
        };
    }
}
