namespace Swictation.Storage.Observing;

/// <summary>
/// Called before and after each step of the event log, on the thread that does it. There is none but where crashes are
/// tried out.
/// </summary>
/// <param name="isDone">False before the step, true after it.</param>
public delegate void StepObserver(LogStep step, bool isDone);
