using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Daemon.Metrics;

namespace Swictation.Daemon.Options;

/// <summary><c>--metrics</c> on the command line, and the forms in which they are printed.</summary>
internal sealed class MetricsOptions
{
    private readonly Option<bool> _metrics = new("--metrics")
    {
        Description = "Print the running daemon's broadcaster metrics",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "With --metrics: print the daemon's reply as it is",
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

    private void Validate(CommandResult result)
    {
        var (json, prometheus) = (result.GetValue(_json), result.GetValue(_prometheus));
        if ((json || prometheus) && !result.GetValue(_metrics))
            result.AddError("--json and --prometheus say how --metrics prints; give --metrics too");
        else if (json && prometheus)
            result.AddError("--json and --prometheus are two forms; give one of them");
    }
}
