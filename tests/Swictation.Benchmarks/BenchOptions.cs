using System.CommandLine;
using Swictation.Benchmarks.Rows;

namespace Swictation.Benchmarks;

/// <summary>The command line of swictation-bench.</summary>
internal static class BenchOptions
{
    /// <param name="run">Measures these rows.</param>
    public static RootCommand Create(Func<Bench, IReadOnlyList<IRow>, CancellationToken, Task<int>> run)
    {
        var quick = new Option<bool>("--quick")
        {
            Description = "A tenth of the size, one repetition: to see that it works",
        };
        var only = new Option<string[]>("--only")
        {
            HelpName = "ROW",
            Description = $"Only this row; may be given again: {string.Join(", ", AllRows.List.Select(row => row.Name))}",
        };
        only.AcceptOnlyFromAmong([.. AllRows.List.Select(row => row.Name)]);

        var root = new RootCommand("Measures the daemon against the least that a server can do, on this machine.")
        {
            quick,
            only,
        };
        root.SetAction((parsed, cancellationToken) =>
        {
            var names = parsed.GetValue(only) ?? [];
            return run(
                new(parsed.GetValue(quick)),
                [.. AllRows.List.Where(row => names.Length == 0 || names.Contains(row.Name))],
                cancellationToken);
        });
        return root;
    }
}
