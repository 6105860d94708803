using System.Globalization;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Text;
using Swictation.Replay.Output;

namespace Swictation.Replay.Recognising;

/// <summary>What was recognised again, for people: a line for each session, with <c>--diff</c> also for each segment.</summary>
internal sealed class HeardText(bool showsTexts, ScreenStyle style, TextWriter output) : IHeardOutput
{
    public void Add(HeardSegment heard)
    {
        if (!showsTexts) return;

        var words = heard switch
        {
            { Old: { } old, New: { } text } => string.Join(' ', WordDiff.Between(old, text).Select(Describe)),
            { New: { } text } => Describe((WordChange.Added, text)),
            _ => style.Dim(heard.Old ?? ""),
        };
        var place = heard.Sequence is { } position ? $"{position}" : Place(heard.StartS);
        output.WriteLine($"{heard.Session}  {place}  {OutcomeOf(heard)}{(words.Length > 0 ? "  " : "")}{words}");
    }

    public void EndSession(SessionId session, HeardFigures figures) =>
        output.WriteLine($"Session {session}: {(figures.Segments == 0 ? "nothing to recognise again" : Describe(figures))}");

    public void End(HeardFigures all)
    {
        if (all.Distance is (var errors, > 0 and var words))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Word error rate of the new texts against the old ones: {100.0 * errors / words:0.0} % ({errors} of {Counted.Of(words, "word")})"));
        }
    }

    private static string Describe(HeardFigures figures)
    {
        (RecognitionOutcome Outcome, string Words)[] parts =
        [
            (RecognitionOutcome.Added, "became text"),
            (RecognitionOutcome.Changed, "with another text"),
            (RecognitionOutcome.Unchanged, "as before"),
            (RecognitionOutcome.NoWords, "without words"),
            (RecognitionOutcome.Failed, "failed"),
            (RecognitionOutcome.Corrected, "corrected by hand, left as they are"),
            (RecognitionOutcome.NoAudio, "without kept audio"),
        ];
        return string.Join(", ", parts.Where(part => figures[part.Outcome] > 0).Select(part => $"{figures[part.Outcome]} {part.Words}"));
    }

    private static string OutcomeOf(HeardSegment heard) => heard.Distance is { Errors: > 0, Words: > 0 } distance
        ? $"{heard.Outcome.Name.Replace('_', ' ')} ({distance.Errors} of {Counted.Of(distance.Words, "word")})"
        : heard.Outcome.Name.Replace('_', ' ');

    private static string Place(double? startS) =>
        startS is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"+{seconds:0.0} s") : "-";

    private string Describe((WordChange Change, string Word) step) => step.Change switch
    {
        WordChange.Removed => style.Removed(OneLine.Of(step.Word)),
        WordChange.Added => style.Added(OneLine.Of(step.Word)),
        _ => OneLine.Of(step.Word),
    };
}
