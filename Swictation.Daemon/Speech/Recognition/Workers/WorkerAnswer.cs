using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>The outcome of a segment in a recogniser's process.</summary>
/// <param name="IsUsable">False when the process is gone or out of step, and has to be replaced.</param>
internal readonly record struct WorkerAnswer(TranscriptionResult Result, bool IsUsable)
{
    public static WorkerAnswer Broken(string reason) => new(new TranscriptionResult.Failed(reason), IsUsable: false);
}
