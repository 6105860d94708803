using System.Text;
using Swictation.Daemon.Typing.Experience;
using Swictation.Daemon.Typing.Ways;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>Shows what a trial has shown, a line for each way. Pure.</summary>
internal static class TrialTable
{
    private const int Column = 11;

    /// <summary>The table, and behind it what arrived otherwise than it was typed.</summary>
    /// <param name="ways">All, also those that cannot be used here.</param>
    /// <param name="experience">What is known, from this trial or an earlier one.</param>
    public static IEnumerable<string> Render(
        IReadOnlyList<IWay> ways, WayExperience experience, IReadOnlyList<TrialResult> results)
    {
        yield return Line("way", CharacterKinds.All.Select(CharacterKinds.NameOf));
        foreach (var way in ways)
        {
            yield return way.Obstacle is { } obstacle
                ? $"{way.Name,-Column}cannot be used: {obstacle}"
                : Line(way.Name.Name, CharacterKinds.All.Select(kind => Word(experience.Arrives(way.Name, kind))));
        }

        foreach (var result in results.Where(result => !result.IsWhole))
        {
            var arrived = result.Arrived.Length == 0 ? "nothing" : $"'{TerminalLine.Show(result.Arrived)}'";
            yield return $"{result.Way}, {CharacterKinds.NameOf(result.Kind)}: '{CharacterKinds.SampleOf(result.Kind)}' was to arrive, {arrived} did"
                + (result.Fault is null ? "" : $" ({result.Fault})");
        }
    }

    private static string Word(bool? arrives) => arrives switch { true => "yes", false => "no", null => "not tried" };

    private static string Line(string first, IEnumerable<string> others)
    {
        var line = new StringBuilder();
        foreach (var cell in others.Prepend(first)) line.Append($"{cell,-Column}");
        return line.ToString().TrimEnd();
    }
}
