using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class EditActionsTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_moment_is_marked_in_recorded_time()
    {
        _bench.Handle("start");
        _bench.Recording.Advance(12.5);
        _bench.Handle("pause");
        _bench.Recording.Advance(60);
        _bench.Handle("resume");
        _bench.Recording.Advance(2);

        var reply = _bench.Handle(new CommandRequest("MARK", RequestId: null) { Text = " The roof " });

        Assert.True(reply.IsSuccess, reply.Error);
        var marked = Assert.IsType<SessionMarked>(Newest());
        Assert.Equal((new SessionId(1), 14.5, "The roof"), (marked.Session, marked.StartS, marked.Text));
    }

    [Fact]
    public void Without_a_session_there_is_nothing_to_mark() =>
        Assert.Equal(CommandErrorCode.NoSession, _bench.Handle("mark").Code);

    [Fact]
    public void A_sentence_of_the_open_session_is_corrected_and_taken_back()
    {
        _bench.Handle("start");
        _bench.Recording.TryRecord(1, "the inn voice");
        var sentence = _bench.Recording.Log.EventsAfter(0).Last(stored => stored.Type == Transcription.TypeName).Sequence;

        Assert.True(_bench.Handle(Correct(sentence) with { Text = "the invoice" }).IsSuccess);
        Assert.Equal("the invoice", Assert.IsType<TextRevised>(Newest()).Text);
        Assert.True(_bench.Handle(Correct(sentence) with { TakeBack = true }).IsSuccess);
        Assert.Equal(("the inn voice", 3), (Assert.IsType<TextRevised>(Newest()).Text, ((TextRevised)Newest()).Version));

        Assert.Equal(CommandErrorCode.WrongState, _bench.Handle(Correct(sentence) with { TakeBack = true }).Code);
        Assert.Equal(CommandErrorCode.InvalidText, _bench.Handle(Correct(sentence) with { Text = "\u0007" }).Code);
        Assert.Equal(CommandErrorCode.NoSentence, _bench.Handle(Correct(1) with { Text = "x" }).Code);
        Assert.Equal(CommandErrorCode.NoSentence, _bench.Handle(new CommandRequest("correct", null) { Text = "x" }).Code);
        Assert.Equal(CommandErrorCode.OtherLog, _bench.Handle(Correct(sentence) with { Text = "x", LogId = "other" }).Code);
    }

    [Fact]
    public void What_is_held_until_the_disk_has_room_is_no_failure()
    {
        _bench.Handle("start");
        _bench.Recording.Disk.IsFull = true;

        var held = _bench.Handle(new CommandRequest("mark", null) { Text = "the roof" });
        var refused = _bench.Handle(new CommandRequest("mark", null) { Text = "the wall" });

        Assert.True(held.IsSuccess, held.Error);
        Assert.Contains(", but it cannot be stored yet: ", held.Message, StringComparison.Ordinal);
        Assert.False(refused.IsSuccess);
    }

    [Fact]
    public void Sessions_get_titles_tags_notes_and_marks()
    {
        _bench.Handle("start");
        _bench.Handle("stop");

        Assert.True(_bench.Handle(new CommandRequest("title", null, 1) { Text = "Roof" }).IsSuccess);
        Assert.Equal("Roof", Assert.IsType<SessionTitled>(Newest()).Title);
        Assert.True(_bench.Handle(new CommandRequest("tag", null, 1, On: false) { Text = "work" }).IsSuccess);
        Assert.False(Assert.IsType<SessionTagged>(Newest()).On);
        Assert.True(_bench.Handle(new CommandRequest("note", null, 1) { Text = "note" }).IsSuccess);
        Assert.IsType<SessionNoted>(Newest());
        Assert.True(_bench.Handle(new CommandRequest("mark", null, 1) { MarkedUs = 1_700_000_000_000_000, StartS = 2.5 }).IsSuccess);
        Assert.Equal(2.5, Assert.IsType<SessionMarked>(Newest()).StartS);

        Assert.Equal(CommandErrorCode.InvalidText, _bench.Handle(new CommandRequest("mark", null, 1)).Code);
        Assert.Equal(CommandErrorCode.MissingSession, _bench.Handle(new CommandRequest("note", null) { Text = "x" }).Code);
        Assert.Equal(CommandErrorCode.SessionUnknown, _bench.Handle(new CommandRequest("note", null, 9) { Text = "x" }).Code);
    }

    private static CommandRequest Correct(long sentence) => new("correct", RequestId: null) { Position = sentence };

    private SessionEvent Newest() => WireReader.Read(_bench.Recording.Log.ReadAt(_bench.Recording.Log.Head));
}
