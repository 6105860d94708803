namespace Swictation.Benchmarks.Rows;

/// <summary>The table, from the top.</summary>
internal static class AllRows
{
    public static readonly IReadOnlyList<IRow> List =
    [
        new LatencyRow(clients: 1),
        new LatencyRow(clients: 10),
        new FullDurabilityRow(),
        new FlatOutRow(clients: 1, must: 0.25, aim: 0.45),
        new FlatOutRow(clients: 10, must: 1.5, aim: 3),
        new FlatOutRow(clients: 50, must: 4, aim: 10),
        new CatchUpRow(),
        new MemoryRow(),
        new ReadyRow(),
        new IdleRow(),
        new RestRow(),
        new WritingRow(),
        new SearchRow(),
        new ReadingRow(),
        new PlayRow(),
        new LongSessionRow(),
        new YearRow(isHeard: false),
        new YearRow(isHeard: true),
        new StagesRow(),
        new WordErrorRow(),
        new SpokenRow(),
        new KeyRow(),
        new TypingRow(),
    ];
}
