using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Daemon.Cli.Metrics;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>--metrics</c> on the command line, and the forms in which they are printed.</summary>
/// <param name="settings">They set how a daemon runs, and nothing when one is asked.</param>
internal sealed class MetricsOptions(SettingOptions settings)
{
    private readonly Option<bool> _metrics = new("--metrics")
    {
        Description = "Print the running daemon's broadcaster metrics",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "With --metrics, or behind a command that asks the daemon: print its reply as it is",
    };

    private readonly Option<bool> _prometheus = new("--prometheus")
    {
        Description = "With --metrics: print what Prometheus reads",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_metrics);
        command.Options.Add(_json);
        command.Options.Add(_prometheus);
        command.Validators.Add(Validate);
    }

    /// <summary>The form that is wanted; null if no metrics are.</summary>
    public MetricsForm? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(_metrics)) return null;
        if (parsed.GetValue(_json)) return MetricsForm.Json;
        return parsed.GetValue(_prometheus) ? MetricsForm.Prometheus : MetricsForm.Table;
    }

    // The running daemon is asked: an option for a new one would be read and forgotten.
    private void Validate(CommandResult result)
    {
        var run = result.Children.OfType<OptionResult>().FirstOrDefault(
            given => !given.Implicit && settings.OfRun.Contains(given.Option) && !SettingName.IsPlace(given.Option.Name));
        var (json, prometheus) = (result.GetValue(_json), result.GetValue(_prometheus));
        if ((json || prometheus) && !result.GetValue(_metrics))
            result.AddError("--json and --prometheus say how --metrics prints; give --metrics too");
        else if (json && prometheus)
            result.AddError("--json and --prometheus are two forms; give one of them");
        else if (run is not null && result.GetValue(_metrics))
            result.AddError($"--metrics asks the daemon that runs; {run.Option.Name} does nothing then, leave it out");
    }
}
