using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Storage.Forgetting;
using Swictation.Storage.ReadModels;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>What was added to a sentence or a session goes with it (promise P11).</summary>
public sealed class ForgettingVersionsTests : IAsyncDisposable
{
    private const string Secret = "quincunx";

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenLog _open = new();

    private SqliteEventLog Log => _open.Log;

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Theory]
    [InlineData("words", "original")]
    [InlineData("words", "corrected")]
    [InlineData("position", "0")]
    [InlineData("position", "2")]
    [InlineData("position", "3")]
    [InlineData("time", "")]
    public async Task P11_A_sentence_goes_with_all_of_its_texts_whichever_was_pointed_at(string by, string what)
    {
        var sentence = SayWithVersions();
        Log.Append(new SessionNoted(One, At.AddDays(1), "a note that stays"), Said("another sentence that stays") with { At = At.AddHours(2) });
        await LevelAsync();
        var head = Log.Reader.Head;
        var position = sentence + (by == "position" ? int.Parse(what, System.Globalization.CultureInfo.InvariantCulture) : 0);
        var wanted = by switch
        {
            "words" => new ForgettingSelection(head, Words: $"{what} {Secret}"),
            "position" => new ForgettingSelection(head, Positions: [new(position, position)]),
            _ => new ForgettingSelection(head, FromUs: Us(At.AddSeconds(-1)), ToUs: Us(At.AddSeconds(1))),
        };
        Assert.Equal([sentence, sentence + 1, sentence + 2, sentence + 3], new ForgettingFinder(_open.Path).Find(wanted).Positions);

        Log.Forget(wanted, files: []);
        await Eventually.IsTrueAsync(() => !Log.IsForgetting, "nothing is left");

        Assert.Equal("", FileTraces.Find(Path.GetDirectoryName(_open.Path)!, Secret, $"original {Secret}"));
        Assert.Equal(
            ["[forgotten]", "another sentence that stays"], Ask("SELECT text FROM transcripts ORDER BY seq"));
        Assert.Equal(
            ["[forgotten]", "[forgotten]", "[forgotten]"],
            Ask($"SELECT text FROM transcript_versions WHERE seq = {sentence}"));
        Assert.Equal(["a note that stays"], Ask("SELECT text FROM session_notes"));
        await LevelAsync();
        Assert.Empty(Differences());
    }

    [Fact]
    public async Task What_was_typed_in_the_last_minutes_about_an_old_sentence_is_not_what_was_said_then()
    {
        SayWithVersions();
        await LevelAsync();

        var plan = new ForgettingFinder(_open.Path).Find(new(Log.Reader.Head, FromUs: Us(At.AddMinutes(30))));

        Assert.Empty(plan.Positions);
    }

    [Fact]
    public async Task P11_A_note_is_found_by_its_words_and_goes_alone()
    {
        Log.Append(new SessionStart(One, At), Said("stays"), new SessionNoted(One, At, $"about {Secret}"));
        await LevelAsync();

        var plan = Log.Forget(new(Log.Reader.Head, Words: Secret), files: []);
        await Eventually.IsTrueAsync(() => !Log.IsForgetting, "nothing is left");

        Assert.Equal([3], plan.Positions);
        Assert.Equal("", FileTraces.Find(Path.GetDirectoryName(_open.Path)!, Secret, $"about {Secret}"));
        Assert.Equal(["[forgotten]"], Ask("SELECT text FROM session_notes"));
        Assert.Equal(["stays"], Ask("SELECT text FROM transcripts"));
    }

    [Fact]
    public async Task P11_A_forgotten_session_leaves_no_word_of_any_type_that_carries_some()
    {
        SessionEvent[] carrying =
        [
            Said(Secret),
            new SegmentMeasured(One, At, 1.5, 2.25, 3, 4, new(0.875, [0.75])),
            new SegmentFailed(One, At, 5, 2, Secret),
            new SegmentWithheld(One, At, 8, 2, new(ReasonCode.NoSpeechText), 0.5, Secret),
            new TextRevised(One, At, 2, 2, RevisionKind.Corrected, Secret, TextRevised.User),
            new SessionTitled(One, At, Secret),
            new SessionTagged(One, At, Secret, On: true),
            new SessionNoted(One, At, Secret),
            new SessionMarked(One, At, At, 2.5, Secret),
            new SegmentImported(One, At, new("other", 1, 2), 2.5, 1, 8, 1, 1, Secret),
        ];
        var withWords = EventType.Known.Where(known => known.Value.CarriesWords).Select(known => known.Key);
        Assert.Equal(withWords.Select(type => type.Name).Order(), carrying.Select(recorded => recorded.GetType().Name).Order());
        Log.Append([new SessionStart(One, At), .. carrying, new SessionEnd(One, At.AddMinutes(1))]);
        await LevelAsync();

        Log.Forget(new(Log.Reader.Head, Session: One), files: []);
        await Eventually.IsTrueAsync(() => !Log.IsForgetting, "nothing is left");

        Assert.Equal("", FileTraces.Find(Path.GetDirectoryName(_open.Path)!, Secret, Secret));
        Assert.Equal(["0"], Ask($"SELECT CAST(count(*) AS TEXT) FROM transcripts_fts WHERE transcripts_fts MATCH '{Secret}'"));
        Assert.Empty(Ask("SELECT title FROM session_titles UNION SELECT tag FROM session_tags"));
        await LevelAsync();
        Assert.Empty(Differences());
    }

    // A sentence, its measurement, and two other texts of it, an hour later.
    private long SayWithVersions()
    {
        Log.Append(new SessionStart(One, At.AddMinutes(-1)));
        return Log.Append(
            Said($"original {Secret}"),
            new SegmentMeasured(One, At, 1.5, 2.25, 3, 4),
            new TextRevised(One, At.AddHours(1), 2, 2, RevisionKind.Corrected, $"corrected {Secret}", TextRevised.User),
            new TextRevised(One, At.AddHours(1), 2, 3, RevisionKind.Recognised, $"again {Secret}", "whisper")).First;
    }

    private static Transcription Said(string text) => new(One, At, text, 120, 250.5, 4);

    private static long Us(DateTimeOffset at) => Swictation.Domain.Wire.WireTime.ToMicroseconds(at);

    private Task LevelAsync() => Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");

    private List<string> Ask(string sql)
    {
        using var raw = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return raw.Query<string>(sql).AsList();
    }

    private List<string> Differences()
    {
        using var comparison = new ReadModelComparison(_open.Path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
            // Slice by slice.
        }

        return [.. comparison.Differences.Select(difference => $"{difference}")];
    }
}
