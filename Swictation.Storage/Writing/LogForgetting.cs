using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;

namespace Swictation.Storage.Writing;

/// <summary>
/// Forgetting from what a user has pointed at to the last byte in the log's files (promise P11): one selection at a time, whoever
/// asks, and at a start what an earlier process has left.
/// </summary>
internal sealed class LogForgetting(string path, ForgettingWork work, LogErasure erasure, ILogger logger) : IDisposable
{
    private readonly Lock _one = new();

    /// <summary>True while words that were removed may be in some file still.</summary>
    public bool IsDue => erasure.IsDue;

    /// <inheritdoc cref="LogErasure.HeldBy"/>
    public FileHolder? HeldBy => erasure.HeldBy;

    /// <summary>
    /// Goes on with what is written down, for a start that serves nothing before it is done, unless a reader holds it up. What
    /// cannot be done to a file is tried again while the log is open, and is said there.
    /// </summary>
    /// <exception cref="SqliteException">The log cannot be written.</exception>
    public void GoOn()
    {
        if (!erasure.IsDue) return;
        try
        {
            while (work.Follow() is not null)
            {
            }

            erasure.TryFinish();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            logger.NotErased(path, e.Message);
        }
    }

    /// <summary>Removes what is selected. Copies may stay in the files of the log (<see cref="LogErasure"/>).</summary>
    /// <inheritdoc cref="ForgettingWork.RemoveAll"/>
    public ForgettingPlan Remove(ForgettingSelection wanted, IReadOnlyList<FileStretch> files)
    {
        lock (_one)
        {
            work.Prepare();
            // First what a user has pointed at. Of a whole session there is nothing else, and without figures nothing is found by them.
            var isFirst = wanted is { Extent: ForgettingExtent.Words, IsWholeSession: false };
            var finder = new ForgettingFinder(path);
            var plan = isFirst ? finder.FindChosen(wanted) : finder.Find(wanted);
            if (plan.IsEmpty && files.Count == 0) return plan;

            work.Order(plan, files, isFollowed: !isFirst);
            work.RemoveAll();
            return work.Follow() ?? plan;
        }
    }

    /// <summary>Removes what a rule has found. Copies may stay in the files of the log.</summary>
    /// <inheritdoc cref="ForgettingWork.RemoveAll"/>
    public void RemoveOld(ForgettingPlan plan)
    {
        lock (_one)
        {
            work.Order(plan, [], isFollowed: true);
            work.RemoveAll();
        }
    }

    public void Dispose()
    {
        work.Dispose();
        erasure.Dispose();
    }
}
