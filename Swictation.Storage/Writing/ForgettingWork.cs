using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Audio;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;

namespace Swictation.Storage.Writing;

/// <summary>
/// Removes words from the log, a slice in one transaction together with the event that says so, and from files beside it. What is
/// to go is written down first, so that the next start goes on with it.
/// </summary>
/// <param name="published">Takes each <c>forgotten</c> event that is committed and its checksum; called by the holder of the
/// writing connection.</param>
internal sealed class ForgettingWork(
    string path,
    SqliteConnection connection,
    WriterQueue writers,
    EventWriter writer,
    ReadModelProjector projector,
    ForgettingOrders orders,
    Func<long> readHead,
    Action<EventToAppend, int> published,
    TimeProvider time,
    StepObserver? steps) : IDisposable
{
    // About 10 ms; a commit may have to wait for it.
    private const int EventsAtOnce = 50;

    private readonly WordRemoval _removal = new(connection);
    private readonly ForgottenEvents _eventRemoval = new(connection);
    private readonly AudioErasure _audio = new(path);
    private readonly string _directory = Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>Brings the read models level, so that all that is to go is found in them.</summary>
    public void Prepare()
    {
        for (var isLevel = false; !isLevel;)
        {
            writers.Run(() =>
            {
                projector.RunSlice(readHead());
                isLevel = projector.Checkpoint >= readHead();
            });
        }
    }

    /// <summary>Writes down what is to go.</summary>
    /// <param name="isFollowed">False where what belongs to it is still to be looked for (<see cref="Follow"/>).</param>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void Order(ForgettingPlan plan, IEnumerable<FileStretch> files, bool isFollowed) => InTransaction(() =>
        orders.Add(plan.Positions, plan.Selection.Kind, plan.Selection.Extent, [.. plan.Audio, .. files], isFollowed));

    /// <summary>
    /// Looks for what belongs to events that were written down by themselves, and removes it too. Their figures have stayed, by
    /// which it is found.
    /// </summary>
    /// <returns>They and all that belongs to them; null where there are none.</returns>
    /// <inheritdoc cref="RemoveAll"/>
    public ForgettingPlan? Follow()
    {
        IReadOnlyList<long> first = [];
        ForgettingKind why = default;
        writers.Run(() => (first, why) = orders.ReadUnfollowed());
        if (first.Count == 0) return null;

        var plan = new ForgettingFinder(path).FindRelated(first, readHead());
        InTransaction(() =>
        {
            orders.Add(plan.Positions.Except(first), why, ForgettingExtent.Words, plan.Audio, isFollowed: true);
            orders.NoteFollowed(first);
        });
        RemoveAll();
        return plan;
    }

    /// <summary>Removes all that is written down. Copies may stay in the files of the log (<see cref="LogErasure"/>).</summary>
    /// <exception cref="SqliteException">It could not be finished.</exception>
    /// <exception cref="IOException">A file beside the log could not be written over.</exception>
    public void RemoveAll()
    {
        for (var isMore = true; isMore;) writers.Run(() => isMore = RemoveSlice());
        EraseFiles();
    }

    public void Dispose()
    {
        _removal.Dispose();
        _eventRemoval.Dispose();
    }

    private bool RemoveSlice()
    {
        var (positions, why, extent) = orders.Next(EventsAtOnce);
        if (positions.Count == 0) return false;

        // Without their figures: sums that have them are made anew, all in one transaction.
        var keepsCounts = extent == ForgettingExtent.Words;
        if (!keepsCounts) (positions, why, extent) = orders.Next(int.MaxValue);
        while (keepsCounts && projector.Checkpoint < positions[^1]) projector.RunSlice(positions[^1]);
        steps?.Invoke(LogStep.Forget, isDone: false);
        Remove(positions, why, extent);
        steps?.Invoke(LogStep.Forget, isDone: true);
        return true;
    }

    private void Remove(List<long> positions, ForgettingKind why, ForgettingExtent extent)
    {
        var keepsCounts = extent == ForgettingExtent.Words;
        List<(EventToAppend Event, int Checksum)> told = [];
        writer.InTransaction(() =>
        {
            if (!keepsCounts) projector.ClearWithin();
            var next = readHead() + 1;
            IReadOnlyList<SessionEvent> beside = [];
            var gone = extent == ForgettingExtent.Event
                ? _eventRemoval.Run(positions, saidBy: next, WireTime.Truncate(time.GetLocalNow()), out beside)
                : [.. positions.Where(position => _removal.Run(position, keepsCounts))];
            foreach (var position in positions) orders.NoteRemoved(position);
            if (gone.Length == 0) return;

            foreach (var e in (EventToAppend[])[.. beside.Select(WireWriter.ToAppend), Tell(gone, why, keepsCounts)])
            {
                writer.Insert(next + told.Count, e);
                told.Add((e, writer.LastChecksum));
            }
        });

        if (!keepsCounts) projector.AcknowledgeClear();
        foreach (var (appended, checksum) in told) published(appended, checksum);
    }

    private EventToAppend Tell(long[] positions, ForgettingKind why, bool keepsCounts)
    {
        var by = why.IsOfRule ? ForgettingActor.Rule : ForgettingActor.User;
        return WireWriter.ToAppend(new Forgotten(
            WireTime.Truncate(time.GetLocalNow()), PositionRanges.Of(positions), by, why, Counts: !keepsCounts));
    }

    private void EraseFiles()
    {
        IReadOnlyList<OrderedFile> files = [];
        writers.Run(() => files = orders.ReadFiles());
        foreach (var file in files)
        {
            steps?.Invoke(LogStep.Erase, isDone: false);
            if (ForgettableFiles.IsOne(path, file.Path)) Erase(file);
            InTransaction(() => orders.StrikeOut(file));
            steps?.Invoke(LogStep.Erase, isDone: true);
        }
    }

    private void Erase(OrderedFile file)
    {
        var name = Path.Combine(_directory, file.Path);
        if (file is { FirstByte: { } first, LastByte: { } last }) _audio.Erase(name, first, last);
        else _audio.Delete(name);
    }

    private void InTransaction(Action work) => writers.Run(() => writer.InTransaction(work));
}
