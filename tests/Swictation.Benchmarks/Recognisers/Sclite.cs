using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Swictation.Benchmarks.Recognisers;

/// <summary>NIST's <c>sclite</c>, of Debian's package sctk: aligns what was recognised with what was said.</summary>
internal static class Sclite
{
    /// <summary>A score for each pair, in their order.</summary>
    /// <param name="directory">Takes the two files that it reads.</param>
    /// <exception cref="BenchmarkFailedException">It is missing, or cannot judge these.</exception>
    public static async Task<IReadOnlyList<Score>> JudgeAsync(
        IReadOnlyList<(string Said, string Recognised)> pairs, string directory, CancellationToken cancellationToken)
    {
        var (said, recognised) = (Path.Combine(directory, "said.trn"), Path.Combine(directory, "recognised.trn"));
        await File.WriteAllLinesAsync(said, pairs.Select((pair, i) => $"{pair.Said} ({NameOf(i)}-1)"), cancellationToken);
        await File.WriteAllLinesAsync(
            recognised, pairs.Select((pair, i) => $"{pair.Recognised} ({NameOf(i)}-1)"), cancellationToken);
        string[] arguments =
            ["sclite", "-r", said, "trn", "-h", recognised, "trn", "-i", "spu_id", "-e", "utf-8", "-o", "rsum", "stdout"];
        try
        {
            using var judge = Process.Start(new ProcessStartInfo("sctk", arguments) { RedirectStandardOutput = true })!;
            var table = await judge.StandardOutput.ReadToEndAsync(cancellationToken);
            await judge.WaitForExitAsync(cancellationToken);
            var scores = Read(table);
            return [.. pairs.Select((_, i) => scores.TryGetValue(NameOf(i), out var score)
                ? score
                : throw new BenchmarkFailedException($"sclite gives no figures (exit code {judge.ExitCode}): {table.Trim()}"))];
        }
        catch (Win32Exception)
        {
            throw new BenchmarkFailedException("the judge is missing; install it with: apt install sctk");
        }
    }

    // | f001 |    1     14 |   10      3      1      0      4      1 |
    private static Dictionary<string, Score> Read(string table)
    {
        var scores = new Dictionary<string, Score>();
        foreach (var line in table.Split('\n'))
        {
            var cells = line.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries);
            if (cells is not [['f', ..] name, _, var words, _, var substitutions, var deletions, var insertions, ..]) continue;
            if (int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                scores.Add(name, new(count, Number(substitutions), Number(deletions), Number(insertions)));
        }

        return scores;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"f{index:0000}");
}
