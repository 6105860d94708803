using System.Diagnostics;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Queries;
using Swictation.Storage.ReadModels;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>What was said is removed for good (promise P11).</summary>
public sealed class ForgettingTests : IAsyncDisposable
{
    private const string Secret = "Zaphod's passphrase is quincunx";
    private const string Word = "quincunx";

    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 11);
    private readonly OpenLog _open = new();

    private SqliteEventLog Log => _open.Log;

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task P11_No_byte_of_a_forgotten_sentence_is_left_in_any_file()
    {
        Say(sentences: 300);
        var (position, body) = SaySecret();
        Say(sentences: 300);
        await Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");
        Assert.NotEqual("", Traces(body));

        var plan = Forget(new(Log.Reader.Head, Words: Word));

        Assert.Equal([position, position + 1], plan.Positions);
        Assert.Equal([position], plan.Sentences);
        await GoneAsync();
        Assert.Equal("", Traces(body));
    }

    [Fact]
    public async Task P11_What_is_left_has_the_figures_and_a_commitment_and_nothing_else()
    {
        Say(sentences: 3);
        var (position, _) = SaySecret();

        Forget(new(Log.Reader.Head, Positions: [new(position, position)]));
        await GoneAsync();

        var said = (Transcription)WireReader.Read(Log.Reader.ReadAt(position));
        Assert.Equal((Transcription.Forgotten, true, 4, 250.5), (said.Text, said.IsForgotten, said.Words, said.LatencyMs));
        var measured = (SegmentMeasured)WireReader.Read(Log.Reader.ReadAt(position + 1));
        Assert.Equal((1.5, 2.25, null), (measured.StartS, measured.DurationS, measured.Confidence));
        var left = Log.Reader.ReadAt(position).Body.Text();
        Assert.StartsWith(
            """{"type":"transcription","text":"","timestamp":"09:00:07","wpm":120""", left, StringComparison.Ordinal);
        Assert.Matches(
            $$""","latency_ms":250.5,"words":4,"forgotten":true,"characters":{{Secret.Length}},"commitment":"[0-9a-f]{64}"}$""", left);
        var told = (Forgotten)WireReader.Read(Log.Reader.ReadAt(Log.Reader.Head));
        Assert.Equal(PositionRanges.Of([position, position + 1]), told.Positions);
        Assert.Equal((ForgettingActor.User, ForgettingKind.Positions, false), (told.By, told.Why, told.Counts));
    }

    [Fact]
    public async Task P8_Read_models_are_what_the_log_makes_of_them_after_forgetting()
    {
        Say(sentences: 40);
        SaySecret();
        FailAndRetry();
        Log.Append(new SessionEnd(One, Start(40)));
        var before = Lifetime();

        Forget(new(Log.Reader.Head, Session: One));
        await GoneAsync();

        await Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");
        using (var comparison = new ReadModelComparison(_open.Path, TimeProvider.System))
        {
            while (comparison.TakeSlice())
            {
                // Slice by slice.
            }

            Assert.Empty(comparison.Differences);
        }

        var forgotten = Rows();
        Log.RebuildReadModels();
        Assert.Equal(forgotten, Rows());
        Assert.Equal(before, Lifetime());
    }

    [Fact]
    public async Task P11_A_sentence_takes_all_that_belongs_to_its_speech()
    {
        Say(sentences: 5);
        var failed = FailAndRetry();

        var plan = Forget(new(Log.Reader.Head, Words: Word));

        await GoneAsync();
        Assert.Equal([failed, failed + 2, failed + 3, failed + 4], plan.Positions);
        Assert.Equal("", FileTraces.Find(Path.GetDirectoryName(_open.Path)!, Word, "decoder broke at quin"));
        Assert.Empty(new SessionQueries(_open.Path).Search("decoder", null, long.MaxValue, 10, CancellationToken.None));
    }

    [Fact]
    public async Task P11_Pages_that_were_freed_and_moved_before_are_clean_afterwards()
    {
        // Half of a page, so that rows move from page to page and leave copies.
        for (var i = 0; i < 60; i++) Say(sentences: 3, text: string.Concat(Enumerable.Repeat($"filler{i} ", 150 + (i * 7 % 90))));
        var (_, body) = SaySecret();
        Log.Append(_faker.Transcription(One) with { Text = string.Concat(Enumerable.Repeat("long ", 4_000)) + Secret });
        Log.RebuildReadModels();
        Log.RebuildReadModels();

        Forget(new(Log.Reader.Head, Words: Word));

        await GoneAsync();
        Assert.Equal("", Traces(body));
        Assert.Equal("ok", Check());
    }

    [Fact]
    public void Forgotten_is_not_received_from_memory_or_from_pages_that_were_read_before()
    {
        Say(sentences: 10);
        var (position, _) = SaySecret();
        var fromMemory = Log.Reader.ReadAfter(position - 1);
        var fromDisk = Log.Reader.ReadStored(position - 1);
        Assert.False(fromMemory.IsRevoked || fromDisk.IsRevoked);

        Forget(new(Log.Reader.Head, Words: Word));

        Assert.True(fromMemory.IsRevoked);
        Assert.True(fromDisk.IsRevoked);
        foreach (var page in new[] { Log.Reader.ReadAfter(position - 1), Log.Reader.ReadStored(position - 1) })
        {
            Assert.DoesNotContain(Word, Encoding.UTF8.GetString(page.Lines.Span), StringComparison.Ordinal);
            Assert.True(page.Entries[0].IsForgotten);
        }
    }

    [Fact]
    public async Task Appends_and_other_sentences_go_on_as_they_were()
    {
        Say(sentences: 20);
        SaySecret();
        var others = Log.Reader.ReadAll().Where(stored => !stored.Body.Text().Contains(Word, StringComparison.Ordinal)).ToList();
        var appending = Task.Run(() =>
        {
            for (var i = 0; i < 500; i++) Log.Append(_faker.Transcription(One));
        });

        Forget(new(Log.Reader.Head, Words: Word));
        await appending;
        await GoneAsync();

        var left = Log.Reader.ReadAll().ToDictionary(stored => stored.Sequence, stored => stored.Body.Text());
        Assert.All(
            others.Where(stored => stored.Type != SegmentMeasured.TypeName),
            stored => Assert.Equal(stored.Body.Text(), left[stored.Sequence]));
        Assert.Equal("ok", Check());
    }

    [Fact]
    public async Task With_the_counts_figures_go_too()
    {
        Say(sentences: 3);
        SaySecret();
        Log.Append(new SessionEnd(One, Start(40)));

        Forget(new(Log.Reader.Head, Session: One, Extent: ForgettingExtent.Figures));
        await GoneAsync();

        await Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");
        var session = new SessionQueries(_open.Path).FindSession(One)!;
        Assert.Equal((4L, 0L), (session.Segments, session.Words));
    }

    [Fact]
    [Trait("Category", "Package")]
    public async Task P11_The_sqlite3_of_the_system_finds_the_rest_and_not_what_was_forgotten()
    {
        Say(sentences: 50, text: "an ordinary sentence");
        SaySecret();
        await Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");

        Forget(new(Log.Reader.Head, Words: Word));
        await GoneAsync();

        Assert.Equal("50", Ask("SELECT count(*) FROM transcripts_fts WHERE transcripts_fts MATCH 'ordinary';"));
        Assert.Equal("0", Ask($"SELECT count(*) FROM transcripts_fts WHERE transcripts_fts MATCH '{Word}';"));
        Assert.Equal("ok", Ask("PRAGMA integrity_check;"));
    }

    [Fact]
    [Trait("Category", "Package")]
    public async Task P11_It_is_pending_and_names_the_reader_as_long_as_one_holds_the_write_ahead_log()
    {
        Say(sentences: 20);
        var (_, body) = SaySecret();
        using var reader = Process.Start(new ProcessStartInfo("stdbuf", ["-oL", "sqlite3", "-readonly", _open.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await reader.StandardInput.WriteAsync("BEGIN;\nSELECT count(*) > 0 FROM events;\n");
        await reader.StandardInput.FlushAsync();
        Assert.Equal("1", await reader.StandardOutput.ReadLineAsync());

        Forget(new(Log.Reader.Head, Words: Word));

        await Eventually.IsTrueAsync(() => Log.ForgettingHeldBy is not null, "the reader is named");
        Assert.Equal((reader.Id, "sqlite3"), (Log.ForgettingHeldBy!.Id, Log.ForgettingHeldBy.Name));
        Assert.True(Log.IsForgetting);
        Assert.NotEqual("", Traces(body));

        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
        await GoneAsync();
        Assert.Null(Log.ForgettingHeldBy);
        Assert.Equal("", Traces(body));
    }

    private static DateTimeOffset Start(double seconds) => new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    private ForgettingPlan Forget(ForgettingSelection wanted) => Log.Forget(wanted, files: []);

    private Task GoneAsync() => Eventually.IsTrueAsync(() => !Log.IsForgetting, "nothing is left");

    private string Traces(string body) => FileTraces.Find(Path.GetDirectoryName(_open.Path)!, Secret, body);

    private void Say(int sentences, string? text = null)
    {
        if (Log.Reader.Head == 0) Log.Append(new SessionStart(One, Start(0)), new StateChange(One, Start(0), Phase.Recording));
        for (var i = 0; i < sentences; i++)
        {
            var said = _faker.Transcription(One);
            Log.Append(text is null ? said : said with { Text = text }, _faker.Measurement(One) with { StartS = 1_000 + (20 * Log.Reader.Head) });
        }
    }

    private (long Position, string Body) SaySecret()
    {
        var said = new Transcription(One, Start(7), Secret, 120, 250.5, 4);
        var added = Log.Append(said, new SegmentMeasured(One, Start(7), 1.5, 2.25, 3, 4, new(0.875, [0.75, 1, 0.5, 0.25])));
        return (added.First, Log.Reader.ReadAt(added.First).Body.Text());
    }

    // A failure and its audio, what was taken for silence, and then the text.
    private long FailAndRetry() => Log.Append(
        new SegmentFailed(One, Start(9), 5, 2, "decoder broke at quin"),
        new AudioKept(One, Start(9), 5, 2, "5.wav"),
        new SegmentWithheld(One, Start(9), 5, 2, new(Swictation.Domain.Reasons.ReasonCode.NoSpeechText), 0.5, Secret),
        new Transcription(One, Start(9), Secret, 120, 250.5, 4),
        new SegmentMeasured(One, Start(9), 5.001, 1.999, 3, 4)).First;

    private string[] Rows()
    {
        using var raw = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return
        [
            .. raw.Query<string>("SELECT json_array(id, segments, words_dictated, characters, spoken_us, latency_us) FROM sessions;"),
            .. raw.Query<string>("SELECT json_array(id, text, words, characters, duration_s, confidence, wpm) FROM segments;"),
            .. raw.Query<string>("SELECT json_array(id, reason, file, is_settled) FROM failed_segments;"),
        ];
    }

    private string Lifetime()
    {
        using var raw = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return raw.QuerySingle<string>(
            "SELECT json_array(total_words, total_characters, total_sessions, avg_wpm, avg_latency_ms) FROM lifetime_stats;");
    }

    private string Check()
    {
        using var raw = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return raw.QueryFirst<string>("PRAGMA integrity_check;");
    }

    private string Ask(string sql)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-readonly", "-cmd", ".timeout 10000", _open.Path, sql])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
