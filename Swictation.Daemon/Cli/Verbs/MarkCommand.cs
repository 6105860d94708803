using System.CommandLine;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>mark</c>: marks this moment of the session that is being recorded.</summary>
internal sealed class MarkCommand : ActionCommand
{
    private readonly Argument<string[]> _text = new("TEXT")
    {
        Description = "What begins here",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public MarkCommand(SettingOptions settings)
        : base("mark", "Mark this moment of the session: a chapter begins", settings) => Arguments.Add(_text);

    public override CommandRequest Request(ParseResult parsed) =>
        base.Request(parsed) with { Text = string.Join(' ', parsed.GetValue(_text) ?? []) };
}
