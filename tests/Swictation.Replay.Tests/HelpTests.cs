using System.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Verbs;

namespace Swictation.Replay.Tests;

public sealed class HelpTests
{
    private static readonly RootCommand Root = new ReplayCommandLine(
        new GivenSettings(_ => null, _ => []), TimeProvider.System).Root;

    public static TheoryData<string> Commands => [.. Root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name), ""];

    [Fact]
    public void Help_says_where_settings_can_stand()
    {
        using var output = new StringWriter();
        Root.Parse(["--help"]).Invoke(new() { Output = output });

        Assert.Contains("config.json", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("SWICTATION_DB", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_has_a_line_of_its_own_for_each_option_and_command(string name)
    {
        var command = name.Length == 0 ? Root : Root.Subcommands.Single(command => command.Name == name);

        using var output = new StringWriter();
        Root.Parse(name.Length == 0 ? ["--help"] : [name, "--help"]).Invoke(new() { Output = output });
        var help = output.ToString().Split('\n', StringSplitOptions.TrimEntries);

        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Subcommands).Where(symbol => !symbol.Hidden))
        {
            Assert.False(string.IsNullOrEmpty(symbol.Description), $"{symbol.Name} has no description");
            string[] names = [symbol.Name, .. symbol is Option option ? option.Aliases : []];
            var line = Assert.Single(
                help, line => names.Contains(line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()));
            Assert.Contains(symbol.Description, line, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(help, line => line.Split("[default:").Length > 2);
    }
}
