using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Daemon.Cli.Status;
using Swictation.Plumbing.CommandLine;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>status</c>: the daemon's state once, as an exit code, or with every change.</summary>
internal sealed class StatusCommand : ActionCommand
{
    private readonly SettingOptions _settings;
    private readonly Option<bool> _check = new("--check")
    {
        Description = "Print nothing but trouble, a line each, and exit with 0 if all is well, 1 if not, 2 if no daemon runs",
    };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Print a line, and one more with every change, over restarts of the daemon, until nobody reads them",
    };

    private readonly Option<string> _format = new("--format")
    {
        HelpName = "FORM",
        Description = $"With --follow: {StatusLines.Names} [default: plain]",
    };

    public StatusCommand(SettingOptions settings)
        : base("status", "Print the daemon's state", settings)
    {
        _settings = settings;
        _format.Accept(name => StatusLines.Parse(name) is not null, _ => StatusLines.Names);
        Options.Add(settings.MetricsSocket);
        Options.Add(_check);
        Options.Add(_follow);
        Options.Add(_format);
        Validators.Add(Validate);
    }

    /// <summary>True if every change is wanted.</summary>
    public bool Follows(ParseResult parsed) => parsed.GetValue(_follow);

    /// <summary>The form in which changes are printed.</summary>
    public StatusForm Form(ParseResult parsed) =>
        parsed.GetValue(_format) is { } name ? StatusLines.Parse(name)!.Value : StatusForm.Plain;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (Follows(parsed))
        {
            var socket = SocketPlace.Of(_settings.Given(parsed).MetricsSocket);
            return FollowStatus.RunAsync(socket, Form(parsed), cancellationToken);
        }

        return parsed.GetValue(_check)
            ? CheckStatus.RunAsync(() => AskAsync(parsed, cancellationToken))
            : base.RunAsync(parsed, cancellationToken);
    }

    private void Validate(CommandResult result)
    {
        var (check, follow, json) = (result.GetValue(_check), result.GetValue(_follow), result.GetValue(Json));
        if (check && follow) result.AddError("--check and --follow are two questions; give one of them");
        else if (json && follow) result.AddError("--json prints one reply; with --follow give --format json");
        else if (json && check) result.AddError("--check prints trouble and nothing else; leave --json out");
        else if (!follow && result.GetResult(_format) is { Implicit: false })
            result.AddError("--format says how --follow prints; give --follow too");
    }
}
