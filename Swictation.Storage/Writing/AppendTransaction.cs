using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Rows;

namespace Swictation.Storage.Writing;

/// <summary>The statements of an append, each between two points at which a test may end the process.</summary>
internal sealed class AppendTransaction(EventWriter writer, EventRemoval removal, LogChain chain, StepObserver? steps)
{
    public void Begin()
    {
        steps?.Invoke(LogStep.Begin, isDone: false);
        writer.Begin();
        steps?.Invoke(LogStep.Begin, isDone: true);
    }

    public void Insert(long sequence, in EventToAppend e)
    {
        steps?.Invoke(LogStep.Insert, isDone: false);
        writer.Insert(sequence, e);
        steps?.Invoke(LogStep.Insert, isDone: true);
    }

    /// <inheritdoc cref="EventRemoval.Run"/>
    /// <param name="kept">What is left around them.</param>
    public void Remove(IReadOnlyList<RemovedRange> ranges, KeptStretches kept, long saidBy)
    {
        steps?.Invoke(LogStep.Remove, isDone: false);
        removal.Run(ranges, saidBy);
        chain.Mark(kept, saidBy);
        steps?.Invoke(LogStep.Remove, isDone: true);
    }

    public void Commit()
    {
        steps?.Invoke(LogStep.Commit, isDone: false);
        writer.Commit();
        steps?.Invoke(LogStep.Commit, isDone: true);
    }
}
