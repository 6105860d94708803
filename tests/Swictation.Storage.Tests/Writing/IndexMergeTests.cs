using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Writing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Writing;

/// <summary>The full-text index without the words that were deleted from it, whatever comes between its slices.</summary>
public sealed class IndexMergeTests : IDisposable
{
    private readonly SqliteConnection _connection = DatabaseFile.OpenInMemory();
    private readonly EventFaker _faker = new(seed: 31);

    public IndexMergeTests()
    {
        _connection.Execute("CREATE VIRTUAL TABLE transcripts_fts USING fts5 (text); INSERT INTO transcripts_fts (transcripts_fts, rank) VALUES ('automerge', 0);");
        for (var segment = 0; segment < 12; segment++)
        {
            using var transaction = _connection.BeginTransaction();
            for (var row = 0; row < 300; row++)
            {
                var text = row == 150 ? "the quincunx is secret" : _faker.Transcription(new(1)).Text;
                _connection.Execute("INSERT INTO transcripts_fts (text) VALUES (@text);", new { text });
            }

            transaction.Commit();
        }

        _connection.Execute("DELETE FROM transcripts_fts WHERE transcripts_fts MATCH 'quincunx';");
    }

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void P11_Deleted_words_are_in_no_segment_also_where_slices_were_given_up(int interruptions)
    {
        Assert.True(Traces() > 0);
        using var merge = new IndexMerge(_connection);
        var (left, isMore) = (interruptions, true);
        for (var isFirst = true; isMore;)
        {
            // Later in each slice than in the one before.
            var looks = 3 + (5 * (interruptions - left));
            raw.sqlite3_progress_handler(_connection.Handle, 20, _ => left > 0 && looks-- == 0 ? 1 : 0, null);
            try
            {
                isMore = merge.RunSlice(isFirst);
                isFirst = false;
            }
            catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_INTERRUPT or raw.SQLITE_ABORT && left > 0)
            {
                left--;
            }

            raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
        }

        Assert.Equal(0, left);
        Assert.Equal(0, Traces());
        _connection.Execute("INSERT INTO transcripts_fts (transcripts_fts) VALUES ('integrity-check');");
        Assert.Equal(12 * 299, _connection.ExecuteScalar<long>("SELECT count(*) FROM transcripts_fts;"));
        Assert.Equal(0, _connection.ExecuteScalar<long>("SELECT count(*) FROM transcripts_fts WHERE transcripts_fts MATCH 'quincunx';"));
    }

    private long Traces() =>
        _connection.ExecuteScalar<long>("SELECT count(*) FROM transcripts_fts_data WHERE instr(block, CAST('quincunx' AS BLOB)) > 0;");
}
