using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>Sessions of another log come in once, on whatever way.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly Machine _desk = new(seed: 21);
    private readonly Machine _laptop = new(seed: 22);

    public void Dispose()
    {
        _desk.Dispose();
        _laptop.Dispose();
    }

    [Fact]
    public async Task Two_logs_merged_both_ways_give_the_same_sessions()
    {
        await _desk.RecordAsync(1, 2);
        await _desk.SayAsync(3, "at the desk");
        await _laptop.RecordAsync(1);
        await _laptop.SayAsync(2, "on the train");

        var there = await _laptop.ImportAsync(_desk.Path);
        var back = await _desk.ImportAsync(_laptop.Path);

        Assert.Equal((3, 13, 0), (there.Sessions, there.Segments, there.Held));
        Assert.Equal((2, 7, 13), (back.Sessions, back.Segments, back.Held));
        Assert.Equal(5, _desk.ReadSessions().Count);
        Assert.Equal(_desk.ReadSessions(), _laptop.ReadSessions());
        Assert.Equal(
            _desk.Query("SELECT total_words, total_sessions, total_time_minutes, avg_wpm FROM lifetime_stats"),
            _laptop.Query("SELECT total_words, total_sessions, total_time_minutes, avg_wpm FROM lifetime_stats"));
        foreach (var machine in new[] { _desk, _laptop }) machine.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task A_sentence_comes_with_the_text_that_counts()
    {
        using var third = new Machine(seed: 24);
        var position = await _desk.SayAsync(1, "at the dusk");
        await ReviseAsync(_desk, position, "at the desk");

        await _laptop.ImportAsync(_desk.Path);
        Assert.Equal("at the desk", _laptop.Texts());

        await ReviseAsync(_laptop, 2, "at his desk", version: 3);
        await third.ImportAsync(_laptop.Path);
        Assert.Equal("at his desk", third.Texts());
        foreach (var machine in new[] { _laptop, third }) machine.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task What_people_have_added_comes_along_and_the_newer_one_counts()
    {
        using var third = new Machine(seed: 25);
        var position = await _desk.SayAsync(1, "at the dusk");
        await ReviseAsync(_desk, position, "at the desk");
        await AddAsync(_desk, 1, minute: 1, at => new SessionTitled(new(1), at, "Older title"));
        await AddAsync(_desk, 1, minute: 2, at => new SessionNoted(new(1), at, "a note from the desk"));
        await AddAsync(_desk, 1, minute: 2, at => new SessionMarked(new(1), at, at, 1.5, "a mark"));
        await AddAsync(_desk, 1, minute: 2, at => new SessionTagged(new(1), at, "work", On: true));
        Assert.Equal(5, (await _laptop.ImportAsync(_desk.Path)).Added);
        await AddAsync(_laptop, 1, minute: 5, at => new SessionTitled(new(1), at, "Newer title"));
        await AddAsync(_desk, 1, minute: 4, at => new SessionTitled(new(1), at, "Title between"));

        var there = await _laptop.ImportAsync(_desk.Path);
        var back = await _desk.ImportAsync(_laptop.Path);
        await third.ImportAsync(_laptop.Path);
        await third.ImportAsync(_desk.Path);

        Assert.Equal((0, 1), (there.Added, back.Added));
        foreach (var machine in new[] { _desk, _laptop, third })
        {
            Assert.Equal(["1|Newer title"], machine.Query("SELECT * FROM session_titles"));
            Assert.Equal(["a note from the desk"], machine.Query("SELECT text FROM session_notes"));
            Assert.Equal(["1.5|a mark"], machine.Query("SELECT start_s, text FROM session_marks"));
            Assert.Equal(["work"], machine.Query("SELECT tag FROM session_tags"));
            Assert.Equal(
                ["1|at the dusk|0", "2|at the desk|1"], machine.Query("SELECT version, text, is_chosen FROM transcript_versions ORDER BY version"));
            machine.AssertReadModelsAreRight();
        }

        Assert.Equal((0, 0), ((await _laptop.ImportAsync(_desk.Path)).Added, (await third.ImportAsync(_desk.Path)).Added));
    }

    [Fact]
    public async Task P11_A_note_that_was_forgotten_here_does_not_come_back()
    {
        await _desk.SayAsync(1, "at the desk");
        await AddAsync(_desk, 1, minute: 1, at => new SessionNoted(new(1), at, "the quincunx is secret"));
        await _desk.BackUpAsync(_desk.File("backup.db"));
        await _laptop.ImportAsync(_desk.Path);
        await _laptop.ForgetAsync("quincunx");
        await _desk.ForgetAsync("quincunx");

        Assert.Equal(0, (await _laptop.ImportAsync(_desk.File("backup.db"))).Added);
        Assert.Equal(0, (await _desk.ImportAsync(_desk.File("backup.db"))).Added);
        await _desk.RestoreAsync(_desk.File("backup.db"));

        foreach (var machine in new[] { _desk, _laptop })
            Assert.Equal(["[forgotten]"], machine.Query("SELECT text FROM session_notes"));
    }

    [Fact]
    public async Task Nothing_comes_twice_however_often_and_on_whatever_way_it_comes()
    {
        using var third = new Machine(seed: 23);
        await _desk.RecordAsync(1, 2);
        await _desk.BackUpAsync(_desk.File("backup.db"));
        await _laptop.ImportAsync(_desk.Path);
        await third.ImportAsync(_laptop.Path);
        var events = third.Query("SELECT count(*) FROM events");

        Assert.Equal((0, 0, 12), Of(await third.ImportAsync(_desk.Path)));
        Assert.Equal((0, 0, 12), Of(await third.ImportAsync(_desk.File("backup.db"))));
        Assert.Equal((0, 0, 12), Of(await third.ImportAsync(_laptop.Path)));
        Assert.Equal((0, 0, 12), Of(await _desk.ImportAsync(third.Path)));
        Assert.Equal(events, third.Query("SELECT count(*) FROM events"));
        Assert.Equal(_desk.ReadSessions(), third.ReadSessions());
    }

    [Fact]
    public async Task Imported_sessions_are_never_the_last_one_and_lists_go_by_the_start()
    {
        await _desk.RecordAsync(1);
        await _laptop.RecordAsync(1, 2);

        await _laptop.ImportAsync(_desk.Path);

        await using var log = _laptop.Open();
        using var queries = new SessionQueries(_laptop.Path);
        Assert.Equal(2, queries.FindLastSession()!.Id);
        Assert.Equal(new SessionId(2), log.Reader.FindSession(log.Reader.Head, session: null)!.Value.Session);
        Assert.True(queries.ListSessions(10).Single(session => session.Id == 3).IsImported);
        var starts = queries.ListSessions(10).Select(session => session.StartTime).ToList();
        Assert.Equal(starts.OrderDescending(), starts);
    }

    [Fact]
    public async Task What_a_sentence_had_there_it_has_here()
    {
        await _desk.SayAsync(1, "with all its figures");

        await _laptop.ImportAsync(_desk.Path);

        await using var log = _laptop.Open();
        var said = log.Reader.ReadAll().Select(WireReader.Read).OfType<SegmentImported>().Single();
        Assert.Equal(("with all its figures", 1.5, 2.25, 4.0), (said.Text, said.StartS, said.DurationS, said.RecognitionMs));
        Assert.Equal(new Confidence(0.875, [0.75, 1]), said.Confidence);
        Assert.Equal(_desk.Query("SELECT log_id FROM log_identity"), [said.Origin.Log]);
        using var queries = new SessionQueries(_laptop.Path);
        using var spoken = queries.OpenSpoken();
        var read = Assert.Single(spoken.Read(said.Session, long.MaxValue));
        Assert.Equal((1.5, "[0.75,1]"), (read.StartS, read.WordConfidences?.Replace(".0", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_session_that_has_grown_since_gets_the_rest()
    {
        await _desk.SayAsync(1, "first", ends: false);
        await _laptop.ImportAsync(_desk.Path);
        await using (var log = _desk.Open())
        {
            var at = WireTime.FromMicroseconds(log.Reader.ReadAt(log.Reader.Head).AtMicroseconds);
            log.Append(new Transcription(new(1), at.AddSeconds(4), "second", 120, 250, 1));
            log.Append(new SessionEnd(new(1), at.AddSeconds(9)));
        }

        var done = await _laptop.ImportAsync(_desk.Path);

        Assert.Equal((1, 1, 1), Of(done));
        Assert.Equal(_desk.ReadSessions(), _laptop.ReadSessions());
        _laptop.AssertReadModelsAreRight();
        var rows = _laptop.ReadSessions();
        await using (var log = _laptop.Open()) log.RebuildReadModels();
        Assert.Equal(rows, _laptop.ReadSessions());
    }

    [Fact]
    public async Task P11_What_was_forgotten_here_does_not_come_back_from_there()
    {
        await _desk.SayAsync(1, "the quincunx is secret");
        await _laptop.ImportAsync(_desk.Path);
        await _laptop.ForgetAsync("quincunx");
        await _desk.BackUpAsync(_desk.File("backup.db"));
        await _desk.ForgetAsync("quincunx");

        var done = await _laptop.ImportAsync(_desk.File("backup.db"));
        var back = await _desk.ImportAsync(_desk.File("backup.db"));

        Assert.Equal((1, 1), (done.StillThere, back.StillThere));
        foreach (var machine in new[] { _desk, _laptop })
            Assert.DoesNotContain("quincunx", machine.Texts(), StringComparison.Ordinal);
        Assert.False((await File.ReadAllBytesAsync(_laptop.Path)).AsSpan().IndexOf("quincunx"u8) >= 0);
    }

    [Fact]
    public async Task What_was_forgotten_there_comes_with_its_figures_and_without_its_words()
    {
        await _desk.SayAsync(1, "the quincunx is secret");
        await _desk.ForgetAsync("quincunx");

        await _laptop.ImportAsync(_desk.Path);

        Assert.Equal(["4"], _laptop.Query("SELECT words FROM segments"));
        Assert.DoesNotContain("quincunx", _laptop.Texts(), StringComparison.Ordinal);
        _laptop.AssertReadModelsAreRight();
        Assert.Equal(0, (await _laptop.ImportAsync(_desk.Path)).Segments);
    }

    [Fact]
    public async Task A_log_that_was_copied_as_a_file_and_went_on_in_both_places_is_merged()
    {
        await _desk.RecordAsync(1);
        File.Copy(_desk.Path, _laptop.Path);
        await _desk.SayAsync(2, "at the desk");
        await _laptop.RecordAsync(2, 3);

        var there = await _laptop.ImportAsync(_desk.Path);
        var back = await _desk.ImportAsync(_laptop.Path);

        Assert.Equal((1, 1, 6), Of(there));
        Assert.Equal((2, 12, 7), Of(back));
        Assert.Equal(_desk.ReadSessions(), _laptop.ReadSessions());
        Assert.Equal((0, 0), ((await _laptop.ImportAsync(_desk.Path)).Segments, (await _desk.ImportAsync(_laptop.Path)).Segments));
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_the_next_one_brings_the_rest_and_nothing_twice()
    {
        await _desk.RecordAsync(1, 2, 3);
        await _laptop.RecordAsync(1);
        var copies = new List<string>();

        await _laptop.ImportAsync(_desk.Path, Copy);

        var whole = _laptop.ReadSessions();
        Assert.True(copies.Count >= 12, $"{copies.Count} copies");
        foreach (var copy in copies)
        {
            using var cut = new Machine(seed: 1);
            foreach (var file in Directory.GetFiles(copy)) File.Copy(file, cut.File(Path.GetFileName(file)));
            await cut.ImportAsync(_desk.Path);
            Assert.Equal(whole, cut.ReadSessions());
            cut.AssertReadModelsAreRight();
            Assert.Empty(Directory.GetFiles(cut.Directory, "metrics.db.importing*"));
        }

        void Copy(LogStep step, bool isDone)
        {
            if (step is not (LogStep.Import or LogStep.Insert or LogStep.Commit) || (step == LogStep.Insert && copies.Count % 3 != 0)) return;
            var to = Directory.CreateDirectory(_laptop.File($"copy-{copies.Count:000}")).FullName;
            foreach (var file in Directory.GetFiles(_laptop.Directory, "metrics.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                OtherProgram.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            copies.Add(to);
        }
    }

    [Fact]
    public async Task It_is_refused_while_a_daemon_records_and_for_itself()
    {
        await _desk.RecordAsync(1);
        await _laptop.RecordAsync(1);
        await using (_laptop.Open())
        {
            var refused = await Assert.ThrowsAsync<DatabaseOpenException>(() => _laptop.ImportAsync(_desk.Path));
            Assert.Contains($"(process {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<LogCopyException>(() => _laptop.ImportAsync(_laptop.Path));
        await File.WriteAllTextAsync(_laptop.File("letter.txt"), "this is no database at all, and never was one");
        await Assert.ThrowsAnyAsync<SwictationException>(() => _laptop.ImportAsync(_laptop.File("letter.txt")));
        Assert.Single(_laptop.ReadSessions());
    }

    private static (long Sessions, long Segments, long Held) Of(Storage.Copies.ImportReport done) => (done.Sessions, done.Segments, done.Held);

    private static async Task AddAsync(Machine machine, int session, int minute, Func<DateTimeOffset, Afterthought> added)
    {
        await using var log = machine.Open();
        log.Append(added(DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(minute)) with { Session = new(session) });
    }

    private static async Task ReviseAsync(Machine machine, long position, string text, int version = 2)
    {
        await using var log = machine.Open();
        log.Append(new TextRevised(new(1), DateTimeOffset.UnixEpoch.AddYears(56), position, version, RevisionKind.Corrected, text, TextRevised.User));
    }
}
