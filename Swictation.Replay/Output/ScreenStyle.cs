using System.Globalization;
using Swictation.Plumbing.Processes;

namespace Swictation.Replay.Output;

/// <summary>How output for people looks where it goes to: plain and without an end in files and pipes.</summary>
/// <param name="Columns">The columns of the terminal; null where it is none.</param>
/// <param name="HasColour">Whether control sequences for colours are understood, and wanted.</param>
internal sealed record ScreenStyle(int? Columns, bool HasColour)
{
    private const int UsualColumns = 80;
    private const int FewestColumns = 20;

    public static ScreenStyle Plain { get; } = new(Columns: null, HasColour: false);

    public bool IsTerminal => Columns is not null;

    /// <param name="environment">Value of an environment variable, or null: <c>NO_COLOR</c>, <c>TERM</c>, <c>COLUMNS</c>.</param>
    /// <param name="columns">Those of the terminal, 0 where it does not say; null where there is none.</param>
    public static ScreenStyle Of(Func<string, string?> environment, int? columns)
    {
        if (columns is not { } ofTerminal) return Plain;

        var wanted = int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            && given > 0 ? given : ofTerminal;
        return new(
            wanted == 0 ? UsualColumns : Math.Max(wanted, FewestColumns),
            string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") != "dumb");
    }

    /// <summary>That of standard output.</summary>
    public static ScreenStyle OfOutput() => Of(Environment.GetEnvironmentVariable, OutputTerminal.FindColumns());

    public string Bold(string text) => Coloured(text, "1");

    public string Dim(string text) => Coloured(text, "2");

    /// <summary>Words that are gone: red, or between marks where there is no colour.</summary>
    public string Removed(string text) => HasColour ? Coloured(text, "31") : $"[-{text}-]";

    /// <summary>Words that are new: green, or between marks where there is no colour.</summary>
    public string Added(string text) => HasColour ? Coloured(text, "32") : $"{{+{text}+}}";

    private string Coloured(string text, string code) => HasColour && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
