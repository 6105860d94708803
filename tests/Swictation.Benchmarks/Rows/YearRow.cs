using Microsoft.Data.Sqlite;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>What a year of dictation takes on the disk, after a checkpoint: <see cref="RecordedYear"/>.</summary>
/// <param name="isHeard">Speech, with its times and confidences; otherwise text of another recogniser.</param>
internal sealed class YearRow(bool isHeard) : IRow
{
    private const double Million = 1e6;

    // What the chain and the commitments of events take: links at 44 bytes beside their row, random numbers, and what says what is
    // left around events that were thinned.
    private const string ProofPerEvent =
        """
        SELECT (
            (SELECT coalesce(sum(length(salt) + 1), 0) FROM events)
            + (SELECT coalesce(sum(44 + 8), 0) FROM event_chain)
            + (SELECT coalesce(sum(length(body)), 0) FROM events WHERE type = 'events_removed')) * 1.0
            / (SELECT count(*) FROM events);
        """;

    public string Name => isHeard ? "year-of-speech" : "year";

    public bool IsLong => true;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        var days = bench.Size(RecordedYear.Days);
        await RecordedYear.FillAsync(place.Database, days, isHeard, cancellationToken);
        var work = $"{days} days of dictation, 3 h each, {(isHeard ? "speech" : "text")}";
        var share = (double)days / RecordedYear.Days;
        return
        [
            new($"{work}: the log", "MB", new FileInfo(place.Database).Length / Million, Floor: null, Target.AtMost(130 * share, 100 * share)),
            new($"{work}: proof", "bytes an event", Read(place.Database), Floor: null, Target.AtMost(16, 12)),
        ];
    }

    private static double Read(string database)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = ProofPerEvent;
        return (double)command.ExecuteScalar()!;
    }
}
