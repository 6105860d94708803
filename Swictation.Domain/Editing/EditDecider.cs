using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Domain.Editing;

/// <summary>
/// Decides what comes of an <see cref="Edit"/>, the same whether a daemon runs or not. Who calls it appends the event before
/// anything else is decided.
/// </summary>
public sealed class EditDecider(IEventLogReader log, IVersionHistory versions)
{
    private const string Other = "is no sentence; 'swictation-replay search' and 'show --positions' have their positions";

    /// <param name="now">The time of the event.</param>
    /// <exception cref="SwictationException">The log cannot be read.</exception>
    public EditDecision Decide(Edit edit, DateTimeOffset now) => edit switch
    {
        Edit.Correct e => Correct(e, now),
        Edit.RecogniseAgain e => RecogniseAgain(e, now),
        Edit.TakeBack e => TakeBack(e, now),
        Edit.Title { Text: var text } e when text.Trim().Length == 0 => OfSession(
            e.Session, null, null, _ => new SessionTitled(e.Session, now, ""), $"Session {e.Session} has no title now"),
        Edit.Title e => OfSession(
            e.Session, EditText.Title, e.Text, text => new SessionTitled(e.Session, now, text), $"Session {e.Session} has a title"),
        Edit.Tag e => OfSession(
            e.Session,
            EditText.Tag,
            e.Text,
            text => new SessionTagged(e.Session, now, text, e.On),
            e.On ? $"Session {e.Session} has the tag" : $"Session {e.Session} does not have the tag now"),
        Edit.Note e => OfSession(
            e.Session, EditText.Note, e.Text, text => new SessionNoted(e.Session, now, text), $"Noted about session {e.Session}"),
        Edit.Mark e => OfSession(
            e.Session,
            e.Text is null ? null : EditText.Mark,
            e.Text,
            text => new SessionMarked(e.Session, now, e.At, e.StartS, text.Length > 0 ? text : null),
            $"Marked in session {e.Session}"),
        _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "There is no such edit."),
    };

    private EditDecision Correct(Edit.Correct edit, DateTimeOffset now)
    {
        if (EditText.Sentence.FindProblem(edit.Text) is { } problem) return EditDecision.Refused(EditProblem.InvalidText, problem);
        var text = edit.Text.Trim();
        return Revise(edit.Sentence, said => text == said.Text
            ? EditDecision.Unchanged($"{said.Name} has this text already")
            : said.Revised(now, RevisionKind.Corrected, text, TextRevised.User, "is corrected"));
    }

    private EditDecision RecogniseAgain(Edit.RecogniseAgain edit, DateTimeOffset now) => Revise(
        edit.Sentence,
        said => edit.Text == said.Text
            ? EditDecision.Unchanged($"{said.Name} was recognised as before")
            : said.Revised(now, RevisionKind.Recognised, edit.Text, edit.By, "was recognised again"));

    private EditDecision TakeBack(Edit.TakeBack edit, DateTimeOffset now) => Revise(
        edit.Sentence,
        said => TextVersion.TextBeforeNewest(said.Original, said.Revisions) is { } before
            ? said.Revised(now, RevisionKind.TakenBack, before, TextRevised.User, "has its text of before")
            : EditDecision.Refused(EditProblem.NothingToTakeBack, $"{said.Name} has its first text: nothing can be taken back"));

    private EditDecision Revise(long position, Func<Sentence, EditDecision> revise)
    {
        if (position < 1 || position > log.Head) return NoSentence("is not in the log");
        if (log.FindAt(position) is not { Session: { } session } stored) return NoSentence(Other);
        if (stored.Type != Transcription.TypeName && stored.Type != SegmentImported.TypeName) return NoSentence(Other);
        if (Remains.IsForgotten(stored.Body.Span)) return NoSentence("is a sentence that was forgotten");

        return WireReader.Read(stored) switch
        {
            Transcription { IsOffTheRecord: true } => NoSentence("was said off the record: its text is not kept"),
            Transcription said => revise(new(position, session, said.Text, versions.ReadRevisions(position))),
            SegmentImported said => revise(new(position, session, said.Text ?? "", versions.ReadRevisions(position))),
            _ => NoSentence("is from a newer version"),
        };

        EditDecision NoSentence(string words) => EditDecision.Refused(EditProblem.NoSentence, $"Event {position} {words}");
    }

    private EditDecision OfSession(
        SessionId session, EditText? kind, string? text, Func<string, Afterthought> happened, string words)
    {
        if (kind?.FindProblem(text ?? "") is { } problem) return EditDecision.Refused(EditProblem.InvalidText, problem);
        return log.FindSession(log.Head, session) is null
            ? EditDecision.Refused(EditProblem.SessionUnknown, $"There is no session {session}")
            : EditDecision.Done(happened((text ?? "").Trim()), words);
    }

    private sealed record Sentence(long Position, SessionId Session, string Original, IReadOnlyList<TextVersion> Revisions)
    {
        public string Name => $"Sentence {Position} of session {Session}";

        public string Text => Revisions.Count > 0 ? Revisions[^1].Text : Original;

        public EditDecision Revised(DateTimeOffset now, RevisionKind kind, string text, string by, string words)
        {
            var version = (Revisions.Count > 0 ? Revisions[^1].Version : 1) + 1;
            return EditDecision.Done(
                new TextRevised(Session, now, Position, version, kind, text, by), $"{Name} {words}");
        }
    }
}
