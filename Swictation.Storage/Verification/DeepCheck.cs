using Microsoft.Data.Sqlite;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Schema;

namespace Swictation.Storage.Verification;

/// <summary>What takes longer: SQLite's own check, the read models against the events, and the audio against the log.</summary>
internal sealed class DeepCheck(string path, TimeProvider time, LogFindings findings)
{
    // A daemon that makes them anew is at it for seconds.
    private const int MostAttempts = 3;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        if (PageCheck.FindDamage(path) is { } damage) findings.Add(LogProblemKind.Unreadable, $"a page is damaged: {damage}");
        CompareReadModels(cancellationToken);
        new AudioCheck(path, findings).Run();
    }

    private void CompareReadModels(CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var comparison = new ReadModelComparison(path, time);
            while (comparison.TakeSlice()) cancellationToken.ThrowIfCancellationRequested();
            if (comparison.IsOvertaken) continue;

            foreach (var difference in comparison.Differences)
                findings.Add(LogProblemKind.ReadModels, $"the tables for SQL differ from the events: {difference}");
            return;
        }

        findings.Add(LogProblemKind.ReadModels, "the tables for SQL are being made anew now, and could not be compared");
    }
}
