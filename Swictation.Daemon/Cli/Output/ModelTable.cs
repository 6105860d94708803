using System.Globalization;
using Swictation.Daemon.Speech.Models;

namespace Swictation.Daemon.Cli.Output;

/// <summary>The models for people: published ones and those of this user.</summary>
internal static class ModelTable
{
    private static readonly string[] Head = ["NAME", "SIZE", "MEMORY", "TIME", "LANGUAGES", ""];

    public static IEnumerable<string> Lines(ModelDirectory directory)
    {
        var installed = directory.List();
        var best = InstalledModels.BestWhisper(installed);
        List<string[]> rows = [Head];
        rows.AddRange(ModelCatalogue.All.Select(known => Row(
            known, installed.FirstOrDefault(model => model.Known == known), isBest: best is not null && best.Known == known)));
        rows.AddRange(installed.Where(model => model.Known is null).Select(model => Row(model, model == best)));
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column is > 0 and < 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            yield return string.Join("  ", cells).TrimEnd();
        }

        yield return "";
        yield return "TIME: for a segment of up to 30 s, on two cores; -: not measured, or not published. A star: what --transcriber auto takes.";
        yield return best is null
            ? $"--transcriber auto takes PocketSphinx. For better text: swictation-daemon models get {ModelCatalogue.Advised}"
            : $"--transcriber auto takes {best.Name}";
    }

    private static string[] Row(KnownModel known, InstalledModel? model, bool isBest) =>
    [
        known.Name,
        Megabytes(known.Megabytes),
        known.MemoryMegabytes is { } memory ? Megabytes(memory) : "-",
        known.Speed ?? "-",
        known.Kind == ModelKind.Detector ? "any (--speech-model)" : known.IsEnglishOnly ? "English" : "99",
        model is null ? "" : isBest ? "installed *" : "installed",
    ];

    private static string[] Row(InstalledModel model, bool isBest) =>
        [model.Name, Megabytes(model.Length / 1e6), "-", "-", "-", isBest ? "your own *" : "your own"];

    private static string Megabytes(double megabytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{megabytes:#,0.#} MB");
}
