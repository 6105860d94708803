using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Rows;

namespace Swictation.Storage.Writing;

/// <summary>The statements of an append, each between two points at which a test may end the process.</summary>
internal sealed class AppendTransaction(EventWriter writer, StepObserver? steps)
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

    public void Commit()
    {
        steps?.Invoke(LogStep.Commit, isDone: false);
        writer.Commit();
        steps?.Invoke(LogStep.Commit, isDone: true);
    }
}
