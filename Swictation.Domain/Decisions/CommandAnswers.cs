namespace Swictation.Domain.Decisions;

/// <summary>The properties of answers.</summary>
public static class CommandAnswers
{
    /// <summary>True if the command means nothing in the state that there is.</summary>
    public static bool IsRefusal(this CommandAnswer answer) =>
        answer is CommandAnswer.NoSession or CommandAnswer.NotBeingRecorded or CommandAnswer.NotPaused;
}
