namespace Swictation.Storage.Observing;

/// <summary>Steps that are one call.</summary>
internal static class Steps
{
    /// <summary>Does a step, and tells the observer before and after it.</summary>
    public static void Around(this StepObserver? steps, LogStep step, Action work)
    {
        steps?.Invoke(step, isDone: false);
        work();
        steps?.Invoke(step, isDone: true);
    }
}
