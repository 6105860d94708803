namespace Swictation.Domain.Editing;

/// <summary>Why something cannot be added.</summary>
public enum EditProblem
{
    /// <summary>The log has no such session.</summary>
    SessionUnknown,

    /// <summary>There is no sentence at the position, or its words are not in the log.</summary>
    NoSentence,

    /// <summary>The text is empty, too long, or has control characters.</summary>
    InvalidText,

    /// <summary>The sentence has its first text.</summary>
    NothingToTakeBack,
}
