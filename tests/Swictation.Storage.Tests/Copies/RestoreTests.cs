using System.Globalization;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Tests.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>A backup takes the place of the log, and nothing is lost by it.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly Machine _here = new(seed: 13);

    private string Backup => _here.File("backup.db");

    private string Aside => Assert.Single(Directory.GetFiles(_here.Directory, "metrics.db.replaced-*"));

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task Events_are_as_they_were_and_the_log_that_was_there_is_set_aside()
    {
        await _here.RecordAsync(1, 2);
        var events = _here.Query("SELECT * FROM events ORDER BY seq");
        await _here.BackUpAsync(Backup);
        await _here.RecordAsync(3);
        var later = _here.ReadSessions();
        var id = _here.Query("SELECT log_id FROM log_identity");

        var done = await _here.RestoreAsync(Backup);

        Assert.Equal(Aside, done.SetAside);
        Assert.Equal((2, events.Count, 0), (done.Sessions, (int)done.Events, (int)done.Forgotten!));
        await using (var log = _here.Open())
        {
            var restored = Assert.IsType<LogRestored>(WireReader.Read(log.Reader.ReadAt(log.Reader.Head)));
            Assert.Equal((id[0], (long)events.Count, Path.GetFileName(Aside)), (restored.LogId, restored.Last, restored.SetAside));
            Assert.NotEqual(id[0], log.LogId);
        }

        Assert.Equal(events, _here.Query("SELECT * FROM events ORDER BY seq").SkipLast(1));
        _here.AssertReadModelsAreRight();

        // What only the other one has can be brought in.
        var brought = await _here.ImportAsync(Aside);
        Assert.Equal((1, 6, 12), (brought.Sessions, brought.Segments, brought.Held));
        Assert.Equal(later, _here.ReadSessions());
    }

    [Fact]
    public async Task P11_A_forgotten_sentence_does_not_come_back_from_a_backup_of_last_week()
    {
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "the quincunx is secret");
        await _here.BackUpAsync(Backup);
        await _here.SayAsync(3, "another quincunx after it");
        await _here.BackUpAsync(_here.File("newer.db"));
        await _here.ForgetAsync("quincunx");

        var done = await _here.RestoreAsync(Backup);

        Assert.True(done.Forgotten >= 1);
        Assert.DoesNotContain("quincunx", _here.Texts(), StringComparison.Ordinal);
        Assert.Contains("[forgotten]", _here.Texts(), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(_here.Directory).Where(file => file != Backup && Path.GetFileName(file) != "newer.db"))
            Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("quincunx"u8) >= 0, file);
        _here.AssertReadModelsAreRight();

        // Nor what the backup did not have, from another copy.
        var brought = await _here.ImportAsync(_here.File("newer.db"));
        Assert.Equal(2, brought.StillThere);
        Assert.DoesNotContain("quincunx", _here.Texts(), StringComparison.Ordinal);

        // Nor after it was restored once more.
        await _here.RestoreAsync(_here.File("newer.db"));
        Assert.DoesNotContain("quincunx", _here.Texts(), StringComparison.Ordinal);
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task What_went_with_its_figures_or_entirely_goes_so_again()
    {
        var entirely = await _here.SayAsync(1, "the quincunx is secret");
        await _here.SayAsync(2, "the trapezium is too");
        await _here.BackUpAsync(Backup);
        await using (var log = _here.Open())
        {
            log.Forget(new(log.Reader.Head, Words: "quincunx", Extent: ForgettingExtent.Event), files: []);
            log.Forget(new(log.Reader.Head, Words: "trapezium", Extent: ForgettingExtent.Figures), files: []);
            await Eventually.IsTrueAsync(() => !log.IsForgetting && log.ReadModelLag == 0, "nothing is left");
        }

        var before = _here.ReadSessions();
        await _here.RestoreAsync(Backup);

        Assert.Equal(before, _here.ReadSessions());
        Assert.Equal([$"{entirely}|{entirely + 1}"], _here.Query("SELECT first, last FROM removed_events"));
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task It_is_refused_while_the_log_is_open_and_while_it_is_no_backup()
    {
        await _here.RecordAsync(1);
        await _here.BackUpAsync(Backup);
        await File.WriteAllTextAsync(_here.File("letter.txt"), "this is no database at all, and never was one");
        await using (_here.Open())
        {
            var refused = await Assert.ThrowsAsync<DatabaseOpenException>(() => _here.RestoreAsync(Backup));
            Assert.Contains($"(process {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
        }

        var before = await File.ReadAllBytesAsync(_here.Path);
        await Assert.ThrowsAnyAsync<SwictationException>(() => _here.RestoreAsync(_here.File("letter.txt")));
        await Assert.ThrowsAnyAsync<SwictationException>(() => _here.RestoreAsync(_here.File("nothing.db")));
        await Assert.ThrowsAnyAsync<SwictationException>(() => _here.RestoreAsync(_here.Path));
        Assert.Equal(before, await File.ReadAllBytesAsync(_here.Path));
        Assert.Empty(Directory.GetFiles(_here.Directory, "metrics.db.rest*"));
    }

    [Fact]
    public async Task P12_A_backup_that_was_changed_is_refused_unless_it_is_wanted_all_the_same()
    {
        await _here.RecordAsync(1, 2);
        await _here.BackUpAsync(Backup);
        using (var forger = new Forger(Backup))
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 3;");
            forger.Seal(3);
        }

        var refused = await Assert.ThrowsAsync<LogCopyException>(() => _here.RestoreAsync(Backup));
        Assert.Contains("is not what was written", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_here.Directory, "metrics.db.re*"));

        Assert.Equal(2, (await _here.RestoreAsync(Backup, isTrusted: true)).Sessions);
    }

    [Fact]
    public async Task A_backup_of_what_was_new_is_no_log_for_anybody()
    {
        await _here.RecordAsync(1, 2, 3);
        await _here.BackUpAsync(Backup, DateTimeOffset.Parse(
            _here.Query("SELECT spoken_at FROM transcripts WHERE session_id = 3 ORDER BY seq LIMIT 1 OFFSET 2")[0], CultureInfo.InvariantCulture));
        var before = await File.ReadAllBytesAsync(Backup);

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Backup));
        var refusedToRestore = await Assert.ThrowsAsync<LogCopyException>(() => _here.RestoreAsync(Backup));

        Assert.Contains("is a backup of what was new", refused.Message, StringComparison.Ordinal);
        Assert.Contains("lacks events 1 to", refusedToRestore.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Backup));
    }

    [Fact]
    public async Task Where_there_is_no_log_yet_the_backup_becomes_it()
    {
        await _here.RecordAsync(1, 2);
        await _here.BackUpAsync(Backup);
        using var other = new Machine(seed: 14);

        var done = await other.RestoreAsync(Backup);

        Assert.Null(done.SetAside);
        Assert.Equal(_here.ReadSessions(), other.ReadSessions());
    }

    [Fact]
    public async Task A_damaged_log_is_set_aside_as_it_is()
    {
        await _here.RecordAsync(1);
        await _here.BackUpAsync(Backup);
        OtherProgram.Overwrite(_here.Path, at: 0, 0xFF);
        OtherProgram.Overwrite(_here.Path, at: 100, 0xFF);
        var before = await File.ReadAllBytesAsync(_here.Path);

        var done = await _here.RestoreAsync(Backup);

        Assert.Null(done.Forgotten);
        Assert.Equal(before, await File.ReadAllBytesAsync(Aside));
        Assert.Single(_here.ReadSessions());
    }

    [Fact]
    public async Task Audio_of_sessions_that_the_backup_does_not_have_goes_aside()
    {
        await _here.RecordAsync(1);
        await _here.BackUpAsync(Backup);
        await _here.RecordAsync(2);
        var (kept, failed) = ("1-000000000000-20260301T090000000000Z.wav", "2-000000000000-20260301T090000000000Z.wav");
        Directory.CreateDirectory(_here.File("metrics.db-audio/failed"));
        await File.WriteAllTextAsync(_here.File($"metrics.db-audio/{kept}"), "one");
        await File.WriteAllTextAsync(_here.File($"metrics.db-audio/failed/{failed}"), "two");

        await _here.RestoreAsync(Backup);

        Assert.True(File.Exists(_here.File($"metrics.db-audio/{kept}")));
        Assert.Equal("two", await File.ReadAllTextAsync($"{Aside}-audio/failed/{failed}"));
    }

    [Fact]
    public async Task Who_gives_up_before_the_order_is_written_leaves_no_copy_behind()
    {
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "the quincunx is secret");
        await _here.BackUpAsync(Backup);
        await _here.ForgetAsync("quincunx");
        var before = await File.ReadAllBytesAsync(_here.Path);

        await Assert.ThrowsAsync<OperationCanceledException>(() => _here.RestoreAsync(Backup, GiveUp));

        Assert.Empty(Directory.GetFiles(_here.Directory, "metrics.db.resto*"));
        Assert.Equal(before, await File.ReadAllBytesAsync(_here.Path));
        await _here.RestoreAsync(Backup);
        Assert.DoesNotContain("quincunx", _here.Texts(), StringComparison.Ordinal);

        static void GiveUp(LogStep step, bool isDone)
        {
            if (step == LogStep.Restore && isDone) throw new OperationCanceledException();
        }
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_there_is_the_one_log_or_the_other_and_none_is_lost()
    {
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "the quincunx is secret");
        await _here.BackUpAsync(Backup);
        await _here.RecordAsync(3);
        await _here.ForgetAsync("quincunx");
        var before = _here.ReadSessions();
        var copies = new List<string>();

        await _here.RestoreAsync(Backup, Copy);

        var after = _here.ReadSessions();
        Assert.Equal((3, 2), (before.Count, after.Count));
        Assert.True(copies.Count >= 8, $"{copies.Count} copies");
        foreach (var copy in copies)
        {
            using var cut = new Machine(seed: 1);
            foreach (var file in Directory.GetFiles(copy)) File.Copy(file, cut.File(Path.GetFileName(file)));
            await cut.Open().DisposeAsync();
            var found = cut.ReadSessions();
            if (found.Count == before.Count)
            {
                Assert.Equal(before, found);
                await cut.RestoreAsync(Backup);
            }

            Assert.Equal(after, cut.ReadSessions());
            Assert.DoesNotContain("quincunx", cut.Texts(), StringComparison.Ordinal);
            var aside = Assert.Single(Directory.GetFiles(cut.Directory, "metrics.db.replaced-*"), file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal));
            await cut.ImportAsync(aside);
            Assert.Equal(before, cut.ReadSessions());
            Assert.Empty(Directory.GetFiles(cut.Directory, "metrics.db.resto*"));
        }

        void Copy(LogStep step, bool isDone)
        {
            if (step is not (LogStep.Restore or LogStep.Forget or LogStep.Checkpoint)) return;
            var to = Directory.CreateDirectory(_here.File($"copy-{copies.Count:000}")).FullName;
            foreach (var file in Directory.GetFiles(_here.Directory, "metrics.db*"))
                OtherProgram.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            copies.Add(to);
        }
    }
}
