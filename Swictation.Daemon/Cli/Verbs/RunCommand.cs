using System.CommandLine;
using Swictation.Daemon.Cli.Output;
using Swictation.Daemon.Host;
using Swictation.Daemon.Options;
using Swictation.Daemon.Platform;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>run</c>, or no command at all: the daemon itself.</summary>
internal sealed class RunCommand : Command
{
    private readonly SettingOptions _settings;

    public RunCommand(SettingOptions settings)
        : base("run", "Run the daemon (the same as no command)")
    {
        _settings = settings;
        Options.Add(settings.IpcSocket);
        foreach (var option in settings.OfRun) Options.Add(option);
        SetAction(RunAsync);
    }

    /// <summary>True from the moment at which this process is a daemon, and no command that only prints.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Runs the daemon until a command or a signal stops it.</summary>
    /// <returns>The exit code; the reason for one other than 0 is on standard error.</returns>
    /// <exception cref="SwictationException">The daemon cannot start.</exception>
    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        HasBegun = true;
        var options = Settings.Load(_settings.Given(parsed));
        if (!options.Debuggable) CoreDumps.Forbid();
        var failure = await DaemonHost.RunAsync(
            options,
            () => DaemonSettings.LogLevel.Read(_settings.Given(parsed)),
            cancellationToken).ConfigureAwait(false);
        return failure is null ? 0 : FailureLine.Write(failure);
    }
}
