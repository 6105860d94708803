using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
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
    LogChain chain,
    ReadModelProjector projector,
    ForgettingOrders orders,
    Func<long> readHead,
    Action<EventToAppend, int> published,
    TimeProvider time,
    StepObserver? steps) : IDisposable
{
    // Somebody waits until these are gone: in one transaction with writing them down, about 10 ms.
    private const int FewEvents = 50;

    // About 2 ms; a commit may have to wait for it.
    private const int EventsAtOnce = 10;

    private readonly Lock _one = new();
    private readonly WordRemoval _removal = new(connection);
    private readonly ForgottenEvents _eventRemoval = new(connection);
    private readonly AudioErasure _audio = new(path);

    /// <summary>Brings the read models so far that all that is to go is found in them.</summary>
    /// <param name="upTo">The newest event that can be among it.</param>
    public void Prepare(long upTo)
    {
        for (var isLevel = false; !isLevel;)
        {
            writers.Run(() =>
            {
                var last = Math.Min(upTo, readHead());
                projector.RunSlice(last);
                isLevel = projector.Checkpoint >= last;
            });
        }
    }

    /// <summary>Writes down what is to go, all in one transaction; the words of a few events go in the same one.</summary>
    /// <param name="plans">Each with false where what belongs to it is still to be looked for (<see cref="Follow"/>).</param>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void Order(IReadOnlyList<(ForgettingPlan Plan, bool IsFollowed)> plans, IReadOnlyList<FileStretch> files)
    {
        // Somebody waits until nobody can read it: each transaction waits for the disk.
        if (plans is [({ Selection.Extent: ForgettingExtent.Words, Positions.Count: > 0 and <= FewEvents } few, _)])
            writers.Run(() => RemoveWords([.. few.Positions], few.Selection.Kind, Add));
        else InTransaction(Add);

        void Add()
        {
            foreach (var (plan, isFollowed) in plans)
                orders.Add(plan.Positions, plan.Selection.Kind, plan.Selection.Extent, plan.Audio, isFollowed);
            orders.AddFiles(files);
        }
    }

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
        long[] others = [.. plan.Positions.Except(first)];
        if (others.Length == 0 && plan.Audio.Count == 0) writers.Run(() => orders.RememberFollowed(first));
        else
        {
            InTransaction(() =>
            {
                orders.Add(others, why, ForgettingExtent.Words, plan.Audio, isFollowed: true);
                orders.NoteFollowed(first);
            });
        }

        RemoveAll();
        return plan;
    }

    /// <summary>Removes all that is written down. Copies may stay in the files of the log (<see cref="LogErasure"/>).</summary>
    /// <exception cref="SqliteException">It could not be finished.</exception>
    /// <exception cref="IOException">A file could not be read or written over.</exception>
    public void RemoveAll()
    {
        // A user's thread, and the one that looks for copies: what one has seen to be next is next still.
        lock (_one)
        {
            for (var isMore = true; isMore;)
            {
                var extent = ForgettingExtent.Words;
                writers.Run(() => isMore = RemoveSlice(out extent));
                if (isMore && extent == ForgettingExtent.Event) chain.WhileNothingElseGoes(RemoveEvents);
            }

            EraseFiles();
        }
    }

    public void Dispose()
    {
        _removal.Dispose();
        _eventRemoval.Dispose();
    }

    // Events that go themselves are left: what is left around them takes another connection to see.
    private bool RemoveSlice(out ForgettingExtent extent)
    {
        (var positions, var why, extent) = orders.Next(EventsAtOnce);
        if (positions.Count == 0) return false;
        if (extent == ForgettingExtent.Words) RemoveWords(positions, why);
        else if (extent == ForgettingExtent.Figures)
        {
            // Sums that have them are made anew, all in one transaction.
            (positions, why, _) = orders.Next(int.MaxValue);
            Remove(positions, keepsCounts: false, _ => TakeWords(positions, why, keepsCounts: false));
        }

        return true;
    }

    /// <param name="before">Is done first, in the same transaction; null for nothing.</param>
    private void RemoveWords(List<long> positions, ForgettingKind why, Action? before = null)
    {
        while (projector.Checkpoint < positions[^1]) projector.RunSlice(positions[^1]);
        Remove(positions, keepsCounts: true, _ =>
        {
            before?.Invoke();
            return TakeWords(positions, why, keepsCounts: true);
        });
    }

    private IReadOnlyList<EventToAppend> TakeWords(List<long> positions, ForgettingKind why, bool keepsCounts)
    {
        long[] gone = [.. positions.Where(position => _removal.Run(position, keepsCounts))];
        return gone.Length == 0 ? [] : [Tell(gone, why, keepsCounts)];
    }

    private void RemoveEvents()
    {
        List<long> positions = [];
        ForgettingKind why = default;
        IReadOnlyList<RemovedRange> ranges = [];
        writers.Run(() =>
        {
            (positions, why, _) = orders.Next(int.MaxValue);
            ranges = _eventRemoval.FindRanges(positions);
        });
        var kept = ranges.Count == 0 ? null : Remain(ranges);
        writers.Run(() => Remove(positions, keepsCounts: false, saidBy =>
        {
            if (ranges.Count == 0) return [];

            var saying = _eventRemoval.Remove(ranges, kept, saidBy, WireTime.Truncate(time.GetLocalNow()));
            if (kept is not null) chain.Mark(kept, saidBy);
            return [.. saying.Select(WireWriter.ToAppend), Tell([.. ForgottenEvents.PositionsIn(ranges)], why, keepsCounts: false)];
        }));
    }

    // What is damaged goes all the same: nothing proves it any more.
    private KeptStretches? Remain(IReadOnlyList<RemovedRange> ranges)
    {
        try
        {
            return chain.Remain(ranges);
        }
        catch (EventLogWriteException e)
        {
            return e.InnerException is EventLogDamagedException ? null : throw new IOException(e.Message, e);
        }
    }

    /// <param name="take">Takes the position of the next event, and gives what is to be appended; none where nothing was there.</param>
    private void Remove(List<long> positions, bool keepsCounts, Func<long, IReadOnlyList<EventToAppend>> take)
    {
        List<(EventToAppend Event, int Checksum)> told = [];
        steps?.Invoke(LogStep.Forget, isDone: false);
        writer.InTransaction(() =>
        {
            if (!keepsCounts) projector.ClearWithin();
            var next = readHead() + 1;
            var saying = take(next);
            foreach (var position in positions) orders.NoteRemoved(position);
            foreach (var e in saying)
            {
                writer.Insert(next + told.Count, e);
                told.Add((e, writer.LastChecksum));
            }
        });

        if (!keepsCounts) projector.AcknowledgeClear();
        foreach (var (appended, checksum) in told) published(appended, checksum);
        steps?.Invoke(LogStep.Forget, isDone: true);
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
            if (ForgettableFiles.IsOne(path, file.Path)) _audio.Erase(file.Path, file.FirstByte, file.LastByte);
            InTransaction(() => orders.StrikeOut(file));
            steps?.Invoke(LogStep.Erase, isDone: true);
        }
    }

    private void InTransaction(Action work) => writers.Run(() => writer.InTransaction(work));
}
