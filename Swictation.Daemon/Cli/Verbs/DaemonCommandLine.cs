using System.CommandLine;
using System.CommandLine.Parsing;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>The command line of swictation-daemon: a class per subcommand, and their common options.</summary>
internal sealed class DaemonCommandLine
{
    /// <param name="read">Reads the settings of the environment and the configuration file.</param>
    public DaemonCommandLine(Func<GivenSettings> read)
    {
        Settings = new(read);
        Metrics = new(Settings);
        Run = new(Settings);
        Root = new RootCommand(
            "Records dictation, and sends it to user interfaces. Each option can stand in "
            + "${XDG_CONFIG_HOME:-~/.config}/swictation/config.json too, as {\"source\": \"alsa\"}, or in the "
            + "environment, as SWICTATION_SOURCE=alsa.")
        {
            Settings.IpcSocket,
            Run,
            new StartCommand("toggle", "Start recording, or stop it; a paused session goes on", Settings),
            new StartCommand("start", "Start recording; a paused session goes on", Settings),
            new ActionCommand("stop", "Stop recording; all speech is still transcribed", Settings),
            new ActionCommand("pause", "Stop listening and leave the session open", Settings),
            new ActionCommand("resume", "Listen again after a pause", Settings),
            new ActionCommand("cancel", "End the session at once; speech without text gets none", Settings),
            new StatusCommand(Settings),
            new QuitCommand(Settings),
            new OffTheRecordCommand(Settings),
            new MarkCommand(Settings),
            new TypeCommand(Settings),
            new KeysCommand(Settings),
            new DoctorCommand(),
            new DevicesCommand(),
            new ModelsCommand(),
        };
        foreach (var option in Settings.OfRun) Root.Options.Add(option);
        ShellCommands.AddTo(
            Root,
            "swictation-daemon",
            "record dictation, and send it to user interfaces",
            seeAlso: "swictation-replay",
            OfferedModels.Sources);
        Metrics.AddTo(Root);
        Root.SetAction((parsed, cancellationToken) => Metrics.Read(parsed) is { } form
            ? PrintMetrics.RunAsync(Settings.Given(parsed), form, cancellationToken)
            : Run.RunAsync(parsed, cancellationToken));
        foreach (var command in Root.Subcommands) command.Validators.Add(RefuseIdle);
    }

    public RootCommand Root { get; }

    public RunCommand Run { get; }

    public MetricsOptions Metrics { get; }

    public SettingOptions Settings { get; }

    // An option in front of a command that does not have it would be read and forgotten. Those that locate a daemon may
    // stand there: scripts give them to every command.
    private static void RefuseIdle(CommandResult result)
    {
        var idle = ((CommandResult)result.Parent!).Children.OfType<OptionResult>().FirstOrDefault(
            given => !given.Implicit && !given.Option.Recursive && !SettingName.IsPlace(given.Option.Name)
                && !result.Command.Options.Contains(given.Option));
        if (idle is not null) result.AddError(Refusal.OfIdle(idle.Option.Name, result.Command.Name));
    }
}
