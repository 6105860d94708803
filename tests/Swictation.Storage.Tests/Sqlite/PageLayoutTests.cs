using Dapper;
using Swictation.Storage.Sqlite.Format;
using Swictation.Storage.Tests.Copies;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Sqlite;

/// <summary>How large the pages of a log are, and how that is found where its header is lost.</summary>
public sealed class PageLayoutTests : IDisposable
{
    private readonly Machine _here = new(seed: 12);
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<int> Sizes => [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];

    public void Dispose()
    {
        _here.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task New_logs_have_small_pages_and_others_keep_what_they_have()
    {
        using var other = new Machine(seed: 13);
        await SqliteLogs.MakeAsync(other.Path, SqliteLogs.LargerPageBytes);

        await _here.RecordAsync(1);
        await other.RecordAsync(1);

        Assert.Equal([$"{DatabasePages.UsualSize}"], _here.Query("PRAGMA page_size"));
        Assert.Equal([$"{SqliteLogs.LargerPageBytes}"], other.Query("PRAGMA page_size"));
    }

    [Fact]
    public async Task A_backup_has_the_pages_of_a_new_log_and_so_has_what_is_restored_of_it()
    {
        await SqliteLogs.MakeAsync(_here.Path, SqliteLogs.LargerPageBytes);
        await _here.RecordAsync(1, 2);
        var said = _here.Query("SELECT text FROM transcripts ORDER BY seq");

        await _here.BackUpAsync(_here.File("backup.db"));
        await _here.RestoreAsync(_here.File("backup.db"));

        foreach (var log in new[] { _here.File("backup.db"), _here.Path })
        {
            Assert.Equal([$"{DatabasePages.UsualSize}"], Machine.Query(log, "PRAGMA page_size"));
            Assert.Equal(["2"], Machine.Query(log, "PRAGMA auto_vacuum"));
            Assert.Equal(said, Machine.Query(log, "SELECT text FROM transcripts ORDER BY seq"));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_size_of_pages_is_found_in_a_database_that_does_not_say_it(int size)
    {
        var path = Make(size, isInWal: false);
        Overwrite(path, new byte[100]);

        using var image = new DatabaseImage(path);

        Assert.Equal(size, image.PageSize);
    }

    // As that of a database of which only its first page was ever copied from there.
    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_size_of_pages_is_found_in_a_write_ahead_log_that_does_not_say_it(int size)
    {
        var path = Make(size, isInWal: true);
        Overwrite(path, new byte[100]);
        Overwrite(path + "-wal", new byte[WalReader.HeaderBytes]);

        using var image = new DatabaseImage(path);

        Assert.Equal(size, image.PageSize);
    }

    [Fact]
    public void Another_page_in_the_place_of_the_first_says_nothing()
    {
        var path = Make(DatabasePages.UsualSize, isInWal: false);
        var bytes = File.ReadAllBytes(path);
        new DatabasePages(DatabasePages.UsualSize).Copy(bytes, from: 2, to: 0);
        // Where the size is said: the place of a cell that happens to be a size too.
        bytes[16] = 2;
        bytes[17] = 0;
        File.WriteAllBytes(path, bytes);

        using var image = new DatabaseImage(path);

        Assert.Equal(DatabasePages.UsualSize, image.PageSize);
    }

    // Rows short and long, deleted ones between them, and an index.
    private string Make(int size, bool isInWal)
    {
        var path = _directory.File("some.db");
        using var made = SqliteLogs.OpenRaw(path);
        made.Execute($"PRAGMA page_size = {size}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE first (x);");
        made.Execute("PRAGMA wal_checkpoint(TRUNCATE);");
        made.Execute(
            """
            CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT);
            CREATE INDEX by_text ON texts (text);
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3000)
            INSERT INTO texts SELECT n, printf('%.*c', 20 + n % 150, char(97 + n % 26)) || n FROM numbers;
            DELETE FROM texts WHERE id % 7 = 0;
            """);
        var copy = _directory.File("copy.db");
        if (!isInWal) made.Execute("PRAGMA wal_checkpoint(TRUNCATE);");
        foreach (var part in isInWal ? new[] { "", "-wal" } : [""]) OtherProgram.Copy(path + part, copy + part);
        return copy;
    }

    private static void Overwrite(string path, byte[] bytes)
    {
        using var file = File.OpenWrite(path);
        file.Write(bytes);
    }
}
