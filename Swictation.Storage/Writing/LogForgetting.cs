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

    /// <summary>
    /// Removes what is selected, all of it by one order: cut off at any moment, the next start removes the rest. Copies may stay in
    /// the files of the log (<see cref="LogErasure"/>).
    /// </summary>
    /// <returns>What went, with what belonged to it.</returns>
    /// <inheritdoc cref="ForgettingWork.RemoveAll"/>
    public IReadOnlyList<ForgettingPlan> Remove(IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<FileStretch> files)
    {
        lock (_one)
        {
            foreach (var selection in wanted) work.Prepare(selection.Newest);
            (ForgettingPlan Plan, bool IsFollowed)[] plans = [.. wanted.Select(Find)];
            if (files.Count == 0 && Array.TrueForAll(plans, found => found.Plan.IsEmpty)) return [.. plans.Select(found => found.Plan)];

            work.Order(plans, files);
            work.RemoveAll();
            List<ForgettingPlan> gone = [.. plans.Where(found => found.IsFollowed || found.Plan.IsEmpty).Select(found => found.Plan)];
            while (work.Follow() is { } followed) gone.Add(followed);
            return gone;
        }
    }

    /// <summary>Removes what a rule has found. Copies may stay in the files of the log.</summary>
    /// <inheritdoc cref="ForgettingWork.RemoveAll"/>
    public void RemoveOld(ForgettingPlan plan)
    {
        lock (_one)
        {
            work.Order([(plan, IsFollowed: true)], files: []);
            work.RemoveAll();
        }
    }

    public void Dispose()
    {
        work.Dispose();
        erasure.Dispose();
    }

    // First what a user has pointed at. Of a whole session there is nothing else, and without figures nothing is found by them.
    private (ForgettingPlan Plan, bool IsFollowed) Find(ForgettingSelection wanted)
    {
        var finder = new ForgettingFinder(path);
        return wanted is { Extent: ForgettingExtent.Words, IsWholeSession: false }
            ? (finder.FindChosen(wanted), IsFollowed: false)
            : (finder.Find(wanted), IsFollowed: true);
    }
}
