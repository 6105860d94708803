using Swictation.Domain.Events;

namespace Swictation.Domain.Editing;

/// <summary>What comes of an <see cref="Edit"/>: an event, a refusal, or neither where all is so already.</summary>
/// <param name="Problem">Null unless it is refused.</param>
/// <param name="Words">What was done, or why not, for people.</param>
public sealed record EditDecision(Afterthought? Event, EditProblem? Problem, string Words)
{
    public static EditDecision Done(Afterthought happened, string words) => new(happened, null, words);

    public static EditDecision Unchanged(string words) => new(null, null, words);

    public static EditDecision Refused(EditProblem problem, string words) => new(null, problem, words);
}
