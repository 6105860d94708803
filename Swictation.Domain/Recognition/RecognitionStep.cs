namespace Swictation.Domain.Recognition;

/// <summary>One segment of a job of recognition that is done.</summary>
/// <param name="StartS">Where its speech begins in the session, in seconds; null where that is not known.</param>
/// <param name="Position">Position in the log of the sentence that it is; null where it had no text.</param>
public sealed record RecognitionStep(RecognitionOutcome Outcome, double? StartS, long? Position = null);
