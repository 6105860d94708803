using System.CommandLine;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Trial;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>doctor</c>: how words can be typed on this desktop, as it was tried.</summary>
internal sealed class DoctorCommand : Command
{
    private readonly Option<bool> _type = new("--type")
    {
        Description = "Open a terminal, type samples of all kinds of characters there by each way, and keep what arrives: 'type' goes by it",
    };

    private readonly Option<string> _terminal = new("--terminal")
    {
        HelpName = "CMDLINE",
        Description = "The terminal for it, with what stands in front of a command that it runs, such as 'kitty --' [default: one that is installed]",
    };

    public DoctorCommand()
        : base("doctor", "Show the ways in which words can be typed here, and what is known of them")
    {
        _terminal.Accept(text => !string.IsNullOrWhiteSpace(text), _ => "a program, with arguments if it needs some");
        Options.Add(_type);
        Options.Add(_terminal);
        SetAction(RunAsync);
    }

    /// <returns>0 if all kinds of characters arrive by some way, or nothing was tried yet; else 1.</returns>
    /// <exception cref="SwictationException">The trial could not be made.</exception>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = ExperienceFile.In(new StandardPaths(Environment.GetEnvironmentVariable).StateDirectory);
        var desktop = ExperienceFile.DesktopOf(Environment.GetEnvironmentVariable);
        var experience = file.Read(desktop);
        await using var ways = WaySet.Open(Environment.GetEnvironmentVariable, experience, Tell, TimeProvider.System);
        var isTrial = parsed.GetValue(_type);
        await ways.PrepareAsync(isTrial ? PortalQuestion.Anew : PortalQuestion.None, isWanted: true, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<TrialResult> results = [];
        if (isTrial)
        {
            results = await TryAsync(ways, parsed.GetValue(_terminal), cancellationToken).ConfigureAwait(false);
            experience = new();
            foreach (var result in results) experience.Note(result.Way, result.Kind, result.IsWhole);
            Keep(file, desktop, experience);
        }

        foreach (var line in TrialTable.Render(ways.All, experience, results)) Console.Out.WriteLine(line);
        var lost = CharacterKinds.All
            .Where(kind => ways.All.Any(way => experience.Arrives(way.Name, kind) is not null)
                && ways.All.All(way => experience.Arrives(way.Name, kind) != true))
            .Select(CharacterKinds.NameOf)
            .ToList();
        if (lost.Count == 0) return 0;

        Console.Error.WriteLine($"swictation-daemon: doctor: by no way: {string.Join(", ", lost)}");
        return 1;
    }

    private static async Task<IReadOnlyList<TrialResult>> TryAsync(
        WaySet ways, string? named, CancellationToken cancellationToken)
    {
        if (ways.All.All(way => way.Obstacle is not null)) throw new TrialException(ways.Explain(wanted: null));

        var terminal = named is null
            ? TerminalProgram.Find(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 })
                ?? throw new TrialException("no terminal is known here; name one with --terminal")
            : TerminalProgram.Parse(named);
        using var windows = WindowSources.Open(Environment.GetEnvironmentVariable);
        var trial = new WayTrial(ways.All, windows, Tell, TimeProvider.System);
        return await trial.RunAsync(terminal, cancellationToken).ConfigureAwait(false);
    }

    private static void Tell(string text) => Console.Error.WriteLine($"swictation-daemon: doctor: {text}");

    // Where nothing arrived at all the trial says nothing about the ways.
    private static void Keep(ExperienceFile file, string desktop, WayExperience experience)
    {
        if (!experience.All.Any(known => known.Arrives)) throw new TrialException("nothing arrived by any way, so nothing is kept; was the window covered, or another one clicked?");

        try
        {
            file.Write(desktop, experience);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrialException($"what was found cannot be kept: {e.Message}");
        }
    }
}
