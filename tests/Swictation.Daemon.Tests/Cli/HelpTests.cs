using System.CommandLine;
using Swictation.Daemon.Cli.Verbs;
using Swictation.Plumbing.Settings;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Cli;

/// <summary>The command line, the help, the configuration and docs/options.md have the same options.</summary>
public sealed class HelpTests
{
    private static readonly RootCommand Root = new DaemonCommandLine(() => new(_ => null, _ => [])).Root;

    public static TheoryData<string> Commands => [.. Root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name), ""];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_has_a_line_of_its_own_for_each_option_and_command(string name)
    {
        var command = name.Length == 0 ? Root : Root.Subcommands.Single(command => command.Name == name);

        var help = Help(name.Length == 0 ? ["--help"] : [name, "--help"]);

        foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Subcommands).Where(symbol => !symbol.Hidden))
        {
            Assert.False(string.IsNullOrEmpty(symbol.Description), $"{symbol.Name} has no description");
            var first = FirstWord(symbol);
            var line = Assert.Single(
                help, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() == first);
            Assert.Contains(symbol.Description, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_setting_is_an_option_of_the_daemon_and_in_the_document()
    {
        var document = Repository.ReadText("docs/options.md");
        foreach (var setting in SettingName.All)
        {
            var option = SettingName.Option(setting);
            foreach (var command in new[] { Root, Root.Subcommands.Single(command => command.Name == "run") })
                Assert.Contains(option, command.Options.Select(option => option.Name));
            Assert.Contains($"`{option}", document, StringComparison.Ordinal);
        }
    }

    private static string FirstWord(Symbol symbol) => symbol.Name == "--help" ? "-?," : symbol.Name;

    private static string[] Help(string[] arguments)
    {
        using var output = new StringWriter();
        Root.Parse(arguments).Invoke(new() { Output = output });
        return output.ToString().Split('\n', StringSplitOptions.TrimEntries);
    }
}
