using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>A backup is a copy that can be trusted.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly Machine _here = new(seed: 3);

    private string Backup => _here.File("backup.db");

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task A_backup_made_while_recording_has_all_that_was_stored_before()
    {
        await _here.RecordAsync(1, 2);
        await using var log = _here.Open();
        var faker = new EventFaker(seed: 4);
        log.Append(new SessionStart(new(3), DateTimeOffset.UtcNow));
        using var done = new CancellationTokenSource();
        var recording = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) log.Append(faker.Transcription(new(3)));
        }, CancellationToken.None);
        await Eventually.IsTrueAsync(() => log.Reader.Head > 200, "it is recording");
        var stored = log.Reader.ReadAll();

        var made = await _here.BackUpAsync(Backup);
        await done.CancelAsync();
        await recording;

        using var reader = SqliteEventLogReader.OpenReadOnly(Backup, TimeProvider.System);
        var copied = reader.ReadAll();
        Assert.Equal(made.Last, copied.Count);
        Assert.True(copied.Count >= stored.Count, $"{copied.Count} of {stored.Count}");
        Assert.Equal(stored.Select(e => e.Body.Text()), copied.Take(stored.Count).Select(e => e.Body.Text()));
        Assert.Equal(3, made.Sessions);
        Assert.Equal([$"{copied.Count(e => e.Type == Transcription.TypeName)}"], Machine.Query(Backup, "SELECT count(*) FROM segments"));
    }

    [Fact]
    public async Task It_is_one_file_that_is_opened_where_nothing_can_be_written()
    {
        await _here.RecordAsync(1);
        var place = Directory.CreateDirectory(_here.File("media")).FullName;
        var file = Path.Combine(place, "backup.db");

        await _here.BackUpAsync(file);

        Assert.Equal([file], Directory.GetFiles(place));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Equal(["delete"], Machine.Query(file, "PRAGMA journal_mode"));
            Assert.Equal(["ok"], Machine.Query(file, "PRAGMA integrity_check"));
            Assert.Equal(["6"], Machine.Query(file, "SELECT count(*) FROM transcripts"));
            using var reader = SqliteEventLogReader.OpenReadOnly(file, TimeProvider.System);
            Assert.NotEmpty(reader.ReadAll());
        }
        finally
        {
            File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal([file], Directory.GetFiles(place));
    }

    [Fact]
    public async Task A_backup_of_the_same_log_is_replaced_and_nothing_else_is()
    {
        await _here.RecordAsync(1);
        await _here.BackUpAsync(Backup);
        await _here.RecordAsync(2);
        await _here.BackUpAsync(Backup);
        Assert.Equal(["2"], Machine.Query(Backup, "SELECT count(*) FROM sessions"));

        using var other = new Machine(seed: 5);
        await other.RecordAsync(1);
        await other.BackUpAsync(other.File("backup.db"));
        await File.WriteAllTextAsync(_here.File("letter.txt"), "mine");
        File.CreateSymbolicLink(_here.File("link.db"), _here.Path);
        foreach (var target in new[] { other.File("backup.db"), other.Path, _here.File("letter.txt"), _here.Path, _here.File("link.db") })
        {
            var before = await File.ReadAllBytesAsync(target);
            await Assert.ThrowsAsync<LogCopyException>(() => _here.BackUpAsync(target));
            Assert.Equal(before, await File.ReadAllBytesAsync(target));
        }

        Assert.Empty(Directory.GetFiles(_here.Directory, "*.unfinished"));
    }

    [Fact]
    public async Task A_backup_that_has_more_is_not_replaced_by_one_that_has_less()
    {
        await _here.RecordAsync(1, 2);
        await _here.BackUpAsync(Backup);
        await _here.SayAsync(3, "newer");
        var since = DateTimeOffset.Parse(_here.Query("SELECT spoken_at FROM transcripts ORDER BY seq DESC LIMIT 1")[0], System.Globalization.CultureInfo.InvariantCulture);

        var refused = await Assert.ThrowsAsync<LogCopyException>(() => _here.BackUpAsync(Backup, since));

        Assert.Contains("name another file", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["2"], Machine.Query(Backup, "SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task Since_leaves_whole_sessions_in_it_that_are_new()
    {
        await _here.RecordAsync(1, 2, 3);
        var since = DateTimeOffset.Parse(
            _here.Query("SELECT spoken_at FROM transcripts WHERE session_id = 3 ORDER BY seq LIMIT 1 OFFSET 2")[0],
            System.Globalization.CultureInfo.InvariantCulture);

        var made = await _here.BackUpAsync(Backup, since);

        Assert.Equal((1, true), (made.Sessions, made.First > 1));
        Assert.Equal(["3|6"], Machine.Query(Backup, "SELECT id, segments FROM sessions"));
        Assert.Equal(["not_copied|1"], Machine.Query(Backup, "SELECT reason, first FROM removed_events"));
        var refused = await Assert.ThrowsAsync<LogCopyException>(() => _here.RestoreAsync(Backup));
        Assert.Contains("import it", refused.Message, StringComparison.Ordinal);

        using var other = new Machine(seed: 6);
        var done = await other.ImportAsync(Backup);
        Assert.Equal((1, 6), (done.Sessions, done.Segments));
    }

    [Fact]
    public async Task P11_What_was_forgotten_is_in_no_byte_of_a_backup()
    {
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "the quincunx is secret");
        await _here.ForgetAsync("quincunx");

        await _here.BackUpAsync(Backup);

        Assert.False((await File.ReadAllBytesAsync(Backup)).AsSpan().IndexOf("quincunx"u8) >= 0);
    }

    [Fact]
    public async Task A_damaged_log_gives_no_backup_and_leaves_the_old_one()
    {
        await _here.RecordAsync(1);
        await _here.BackUpAsync(Backup);
        var before = await File.ReadAllBytesAsync(Backup);
        await _here.RecordAsync(2, 3);
        var root = long.Parse(_here.Query("SELECT rootpage FROM sqlite_schema WHERE name = 'events'")[0], System.Globalization.CultureInfo.InvariantCulture);
        OtherProgram.Overwrite(_here.Path, (root - 1) * DatabasePages.Of(_here.Path).Size, 0xFF);

        await Assert.ThrowsAnyAsync<SwictationException>(() => _here.BackUpAsync(Backup));

        Assert.Equal(before, await File.ReadAllBytesAsync(Backup));
        Assert.Empty(Directory.GetFiles(_here.Directory, "*.unfinished"));
    }
}
