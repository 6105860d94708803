using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Sqlite.Access;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>Pages that were written while others were cleaned, as SQLite writes them.</summary>
public sealed class PageScrubberTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 8_000;

    private static readonly string Schema =
        $"""
        PRAGMA page_size = {DatabasePages.UsualSize};
        PRAGMA auto_vacuum = INCREMENTAL;
        CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT);
        CREATE INDEX texts ON said (text);
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("pages.db");

    private string Before => _directory.File("before.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void P11_The_way_to_pages_from_before_they_were_written_leads_to_all_that_is_to_be_cleaned()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        Change($"{Schema} BEGIN; {string.Concat(Enumerable.Range(1, Rows).Select(id => Insert(id, random)))} COMMIT;");
        var cleaned = 0L;
        for (var round = 0; round < 8; round++)
        {
            Clean(Database, scrubber => scrubber.CleanAll(Roots()));
            File.Copy(Database, Before, overwrite: true);

            Change($"BEGIN; {string.Concat(Enumerable.Range(0, 60).Select(_ => Next(random)))} COMMIT; PRAGMA incremental_vacuum(7);");
            var pages = ChangedPages();
            HashSet<uint> way = [];
            Clean(Before, scrubber => way = scrubber.FindWay(Roots(), pages));
            cleaned += Clean(Database, scrubber => scrubber.Clean(Roots(), way));

            Assert.Equal(0, Clean(Database, scrubber => scrubber.CleanAll(Roots())));
        }

        Assert.True(cleaned > 100, $"{cleaned} stretches");
        Assert.Equal("ok", Query<string>("PRAGMA integrity_check;").Single());
    }

    private static string Next(Random random) => random.Next(3) switch
    {
        0 => Insert(Rows + random.Next(10 * Rows), random),
        1 => $"DELETE FROM said WHERE id BETWEEN {random.Next(Rows)} AND {random.Next(Rows)} AND id % 97 < 2;",
        _ => $"UPDATE said SET text = '{Text(random)}' WHERE id = {random.Next(Rows)};",
    };

    private static string Insert(int id, Random random) => $"INSERT OR IGNORE INTO said VALUES ({id}, '{Text(random)}');";

    // Some are longer than a page.
    private static string Text(Random random) => $"{random.Next():x8}{new string('x', random.Next(40) == 0 ? 3_000 : random.Next(150))}";

    private static long Clean(string path, Action<PageScrubber> work)
    {
        using var file = WriterLock.TakePatiently(path);
        file.EnsureFile();
        var scrubber = new PageScrubber(file);
        work(scrubber);
        return scrubber.Found;
    }

    private uint[] Roots() => [.. Query<long>("SELECT 1 UNION SELECT rootpage FROM sqlite_schema WHERE rootpage > 0;").Select(page => (uint)page)];

    private HashSet<uint> ChangedPages()
    {
        var (before, after) = (File.ReadAllBytes(Before).Chunk(DatabasePages.UsualSize).ToArray(), File.ReadAllBytes(Database).Chunk(DatabasePages.UsualSize).ToArray());
        return [.. Enumerable.Range(0, after.Length).Where(i => i >= before.Length || !before[i].AsSpan().SequenceEqual(after[i])).Select(i => (uint)i + 1)];
    }

    private void Change(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Database);
        connection.Execute(sql);
    }

    private List<T> Query<T>(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Database, SqliteOpenMode.ReadOnly);
        return connection.Query<T>(sql).AsList();
    }
}
