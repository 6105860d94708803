using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;

namespace Swictation.Plumbing.CommandLine;

/// <summary>
/// The manual page of a program, made of the declarations of which its help is made: each command with its arguments and
/// options, in the order of the help.
/// </summary>
/// <param name="program">The name of the executable.</param>
/// <param name="summary">What it does, in a few words.</param>
/// <param name="seeAlso">The name of another page.</param>
internal sealed class ManualPage(string program, string summary, RootCommand root, string seeAlso)
{
    /// <summary>In the language of man(7).</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($".TH \"{Plain(program.ToUpperInvariant())}\" 1 \"\" \"{Plain($"{program} {Version}")}\" \"User Commands\"");
        output.WriteLine(".SH NAME");
        output.WriteLine($"{Plain(program)} \\- {Plain(summary)}");
        output.WriteLine(".SH SYNOPSIS");
        output.WriteLine($"\\fB{Plain(program)}\\fR [\\fICOMMAND\\fR] [\\fIOPTION\\fR ...]");
        output.WriteLine(".SH DESCRIPTION");
        output.WriteLine(Line(root.Description));
        output.WriteLine(".SH OPTIONS");
        WriteParts(root, output);
        output.WriteLine(".SH COMMANDS");
        foreach (var command in root.Subcommands) WriteCommand(command, command.Name, output);
        output.WriteLine(".SH EXIT STATUS");
        output.WriteLine("0: done. 1: failed; a line on standard error says why. 2: the command line is not understood.");
        output.WriteLine(".SH SEE ALSO");
        output.WriteLine($"\\fB{Plain(seeAlso)}\\fR(1)");
    }

    private string Version { get; } =
        (Assembly.GetEntryAssembly() ?? typeof(ManualPage).Assembly).GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private void WriteCommand(Command command, string name, TextWriter output)
    {
        if (command.Hidden) return;

        output.WriteLine($".SS {Line(name)}");
        output.WriteLine($"{Line(command.Description)}.");
        output.WriteLine(".PP");
        output.WriteLine($"\\fB{Plain(program)} {Plain(name)}\\fR{string.Concat(command.Arguments.Where(IsShown).Select(Usage))}"
            + (command.Options.Any(IsShown) ? " [\\fIOPTION\\fR ...]" : ""));
        WriteParts(command, output);
        foreach (var below in command.Subcommands) WriteCommand(below, $"{name} {below.Name}", output);
    }

    private static void WriteParts(Command command, TextWriter output)
    {
        foreach (var argument in command.Arguments.Where(IsShown))
            WritePart($"\\fI{Plain(argument.HelpName ?? argument.Name)}\\fR", argument, output);
        foreach (var option in command.Options.Where(IsShown)) WritePart(Names(option), option, output);
    }

    private static void WritePart(string name, Symbol symbol, TextWriter output)
    {
        output.WriteLine(".TP");
        output.WriteLine(name);
        output.WriteLine(Line(symbol.Description));
    }

    private static bool IsShown(Symbol symbol) => !symbol.Hidden && symbol is not HelpOption and not VersionOption;

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"\\fB{Plain(name)}\\fR"));
        return option.HelpName is { } value ? $"{names} \\fI{Plain(value)}\\fR" : names;
    }

    private static string Usage(Argument argument)
    {
        var name = $"\\fI{Plain(argument.HelpName ?? argument.Name)}\\fR{(argument.Arity.MaximumNumberOfValues > 1 ? " ..." : "")}";
        return argument.Arity.MinimumNumberOfValues > 0 ? $" {name}" : $" [{name}]";
    }

    // A point or an apostrophe at the start of a line would be an order.
    private static string Line(string? text) => (text ?? "") is ['.' or '\'', ..] ? $"\\&{Plain(text!)}" : Plain(text ?? "");

    private static string Plain(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("\"", "\\(dq", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal)
        .Replace("^", "\\(ha", StringComparison.Ordinal)
        .Replace("~", "\\(ti", StringComparison.Ordinal)
        .Replace("`", "\\(ga", StringComparison.Ordinal);
}
