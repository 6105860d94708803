using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Chain;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Verification;

/// <summary>Whether each range whose events were taken out has an event that says so, and nothing stands in it.</summary>
internal sealed class RangeCheck(SqliteConnection connection, KeptHashes removals, LogFindings findings)
{
    private const string Select =
        """
        SELECT first, last, reason, event
        FROM removed_events
        WHERE last > @after
        ORDER BY first;
        """;

    private const string SelectInside =
        """
        SELECT coalesce(min(seq), 0)
        FROM events NOT INDEXED
        WHERE seq >= @first AND seq <= @last;
        """;

    /// <param name="after">Where the look at the log begins.</param>
    /// <param name="linkedUpTo">Nothing is taken out behind the newest link.</param>
    /// <param name="provableFrom">Before it, ranges may wait for their first link.</param>
    public void Run(long after, long linkedUpTo, long provableFrom, CancellationToken cancellationToken)
    {
        using var ranges = new RawStatement(connection, Select);
        using var inside = new RawStatement(connection, SelectInside);
        var before = 0L;
        ranges.Bind(1, after);
        while (ranges.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, last, saidBy) = (ranges.Int64(0), ranges.Int64(1), ranges.Int64(3));
            if (FindFault(first, last, Encoding.UTF8.GetString(ranges.Utf8(2)), saidBy) is { } fault) Add(fault);
            else if (first <= before) Add("overlaps the one before it");
            else if (last > linkedUpTo && first >= provableFrom) Add("stands behind the newest link");
            else if (inside.Bind(1, first).Bind(2, last).RunScalar() is var there and > 0) Add($"has event {there} in it");
            before = Math.Max(before, last);

            void Add(string words) => findings.Add(
                LogProblemKind.Range, first, last, $"the range of events {first} to {last} that were taken out {words}");
        }
    }

    private string? FindFault(long first, long last, string reason, long saidBy)
    {
        if (first < 1 || last < first) return "is none";
        // That of a backup of what is new.
        if (first == 1 && saidBy == 0 && reason == RemovalReason.NotCopied.Name) return null;
        if (saidBy <= last || removals.FindRemoval(saidBy) is not { } removal) return $"is not told of by event {saidBy}";
        return removal.First > first || removal.Last < last || removal.Reason.Name != reason
            ? $"is another one than event {saidBy} tells of"
            : null;
    }
}
