using Swictation.Domain.Editing;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Editing;

public sealed class EditDeciderTests
{
    private const long Sentence = 2;

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly InMemoryEventLog _log = new();

    public EditDeciderTests() => Append(
        new SessionStart(One, At),
        new Transcription(One, At, "the inn voice", 120, 250, 3),
        new Transcription(One, At, "a secret", 120, 250, 2, IsOffTheRecord: true),
        new SegmentImported(One, At, new("other", 1, 1), 2, 2, 8, 1, 1));

    [Fact]
    public void A_correction_is_the_next_version()
    {
        Assert.Equal(
            new TextRevised(One, At, Sentence, 2, RevisionKind.Corrected, "the invoice", TextRevised.User),
            Carry(new Edit.Correct(Sentence, "  the invoice\n")).Event);
        Assert.Equal(3, Assert.IsType<TextRevised>(Carry(new Edit.Correct(Sentence, "the invoices")).Event).Version);
    }

    [Fact]
    public void The_same_text_is_no_new_version()
    {
        Assert.Equal((null, null), Outcome(Carry(new Edit.Correct(Sentence, "the inn voice"))));
        Carry(new Edit.Correct(Sentence, "the invoice"));
        Assert.Equal((null, null), Outcome(Carry(new Edit.Correct(Sentence, "the invoice"))));
        Assert.Equal((null, null), Outcome(Carry(new Edit.RecogniseAgain(Sentence, "the invoice", "whisper"))));
    }

    [Fact]
    public void Each_text_is_taken_back_once_down_to_the_first()
    {
        Carry(new Edit.Correct(Sentence, "two"));
        Carry(new Edit.RecogniseAgain(Sentence, "three", "whisper"));

        Assert.Equal("two", TakeBack().Text);
        Carry(new Edit.Correct(Sentence, "four"));
        Assert.Equal("two", TakeBack().Text);
        Assert.Equal("the inn voice", TakeBack().Text);
        Assert.Equal(EditProblem.NothingToTakeBack, Carry(new Edit.TakeBack(Sentence)).Problem);
    }

    [Fact]
    public void An_imported_sentence_without_text_may_get_one() =>
        Assert.Equal("found it", Assert.IsType<TextRevised>(Carry(new Edit.Correct(4, "found it")).Event).Text);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(-7)]
    [InlineData(long.MaxValue)]
    public void What_is_no_sentence_or_has_no_words_is_not_corrected(long position) =>
        Assert.Equal(EditProblem.NoSentence, Carry(new Edit.Correct(position, "text")).Problem);

    [Fact]
    public void A_forgotten_sentence_is_not_corrected()
    {
        var left = Remains.Of(_log.EventsAfter(0).Single(stored => stored.Sequence == Sentence), new byte[32], 12, keepsCounts: true);
        var stored = _log.EventsAfter(0).Single(stored => stored.Sequence == Sentence);
        _log.Append([new(stored.Session, stored.AtMicroseconds, stored.Type, stored.Version, left)]);

        var refused = Carry(new Edit.Correct(_log.Head, "text"));

        Assert.Equal(EditProblem.NoSentence, refused.Problem);
        Assert.Contains("forgotten", refused.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    [InlineData("a\0b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\u0085b")]
    public void Text_that_is_empty_or_has_control_characters_is_refused(string text)
    {
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Correct(Sentence, text)).Problem);
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Note(One, text)).Problem);
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Tag(One, text, On: true)).Problem);
    }

    [Fact]
    public void Text_that_is_too_long_is_refused()
    {
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Correct(Sentence, new('x', 10_001))).Problem);
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Title(One, new('x', 201))).Problem);
        Assert.Equal(EditProblem.InvalidText, Carry(new Edit.Title(One, "two\nlines")).Problem);
        Assert.NotNull(Carry(new Edit.Note(One, "two\nlines")).Event);
    }

    [Fact]
    public void What_is_added_to_a_session_is_an_event_of_its_own()
    {
        Assert.Equal(new SessionTitled(One, At, "Roof"), Carry(new Edit.Title(One, " Roof ")).Event);
        Assert.Equal(new SessionTitled(One, At, ""), Carry(new Edit.Title(One, "")).Event);
        Assert.Equal(new SessionTagged(One, At, "work", On: false), Carry(new Edit.Tag(One, "work", On: false)).Event);
        Assert.Equal(new SessionNoted(One, At, "note"), Carry(new Edit.Note(One, "note")).Event);
        Assert.Equal(new SessionMarked(One, At, At, 2.5, "Tiles"), Carry(new Edit.Mark(One, "Tiles", At, 2.5)).Event);
        Assert.Equal(new SessionMarked(One, At, At, 2.5), Carry(new Edit.Mark(One, null, At, 2.5)).Event);
        Assert.Equal(EditProblem.SessionUnknown, Carry(new Edit.Note(new(7), "note")).Problem);
    }

    private TextRevised TakeBack() => Assert.IsType<TextRevised>(Carry(new Edit.TakeBack(Sentence)).Event);

    private static (SessionEvent?, EditProblem?) Outcome(EditDecision decision) => (decision.Event, decision.Problem);

    private EditDecision Carry(Edit edit)
    {
        var decision = new EditDecider(_log, new LogVersions(_log)).Decide(edit, At);
        if (decision.Event is { } happened) Append(happened);
        return decision;
    }

    private void Append(params SessionEvent[] events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);
}
