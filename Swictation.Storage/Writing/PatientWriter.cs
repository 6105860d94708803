using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Swictation.Storage.Writing;

/// <summary>
/// Does long work on the writing connection in the gaps between appends: it waits for a gap, and gives up what it has begun
/// when somebody comes for the connection, to do it again in the next one. Its patience has an end. One thread at a time.
/// </summary>
/// <param name="readHead">Position of the newest event.</param>
internal sealed class PatientWriter(SqliteConnection connection, WriterQueue writers, Func<long> readHead, TimeProvider time)
{
    /// <summary>Where appends come without a gap for so long, nothing is put off any more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    // Events come in bursts, and a recording has ten bursts a second at most.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(5);

    // Instructions of SQLite's machine, about 0.1 ms.
    private const int BetweenLooks = 50;

    private long _began = time.GetTimestamp();
    private long _seen = -1;

    private bool IsPatient => time.GetElapsedTime(_began) < Longest;

    /// <summary>Is patient again.</summary>
    public void Begin() => (_began, _seen) = (time.GetTimestamp(), -1);

    /// <summary>Does something in a gap, once, to its end.</summary>
    public void Run(Action work)
    {
        AwaitGap();
        writers.Run(work);
    }

    /// <summary>Does one statement that stands alone in a gap, as often as it takes to come to its end.</summary>
    /// <exception cref="SqliteException">It failed by itself; nothing was changed.</exception>
    public void RunStatement(Action statement)
    {
        for (var isDone = false; !isDone;)
        {
            AwaitGap();
            writers.Run(() => isDone = TryRun(statement));
        }
    }

    // False where it was given up: nothing was changed then.
    private bool TryRun(Action statement)
    {
        if (!IsPatient)
        {
            statement();
            return true;
        }

        var givesWay = false;
        raw.sqlite3_progress_handler(connection.Handle, BetweenLooks, _ => (givesWay = writers.IsAwaited) ? 1 : 0, null);
        try
        {
            statement();
            return true;
        }
        catch (SqliteException) when (givesWay)
        {
            return false;
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }
    }

    private void AwaitGap()
    {
        while (readHead() is var head && (head != _seen || writers.IsAwaited) && IsPatient)
        {
            Thread.Sleep(Gap);
            if (readHead() == head) _seen = head;
        }
    }
}
