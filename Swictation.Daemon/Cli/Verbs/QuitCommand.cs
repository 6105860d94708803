using System.CommandLine;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>quit</c>: ends the running daemon.</summary>
internal sealed class QuitCommand : ActionCommand
{
    private readonly Option<bool> _force = new("--force")
    {
        Description = "End the daemon even if events that cannot be stored are lost",
    };

    public QuitCommand(SettingOptions settings)
        : base("quit", "Stop the daemon, after transcribing all speech", settings) => Options.Add(_force);

    public override CommandRequest Request(ParseResult parsed) =>
        base.Request(parsed) with { Force = parsed.GetValue(_force) ? true : null };
}
