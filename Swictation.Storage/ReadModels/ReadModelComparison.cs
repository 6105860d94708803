using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// Compares all stored read models with what the log makes of them (promise P8), slice by slice over a read-only connection
/// of its own: nobody waits for it, and nothing is changed. Of a full-text index that an older version has made in part, it
/// says nothing. One thread at a time.
/// </summary>
public sealed class ReadModelComparison : IDisposable
{
    private const int RowsInSlice = 200;
    private const string Segments = "segments";

    // Their rows are final at once.
    private static readonly string[] Additions = ["revisions", "annotations"];

    private static readonly Dictionary<string, string> WithoutIndex = new()
    {
        [Segments] =
            "id, session_id, timestamp, duration_s, words, characters, text, stt_latency_ms, total_latency_ms, wpm, confidence, "
            + "off_the_record, recognised_us",
        ["revisions"] = "id, session_id, segment, version, kind, text, author, timestamp",
        ["annotations"] = "id, session_id, kind, text, is_on, timestamp, marked_at, start_s",
    };

    private const string ReadLevel =
        """
        SELECT coalesce((SELECT seq FROM main.read_model_checkpoint WHERE name = 'read_models'), 0);
        """;

    private const string ReadShadowWords =
        """
        SELECT term, doc, offset
        FROM temp.shadow_words;
        """;

    // A row for each text, also where it has no word.
    private const string HasAllTextsSql =
        """
        SELECT
            (SELECT count(*) FROM main.transcripts_fts_docsize) = (
                (SELECT count(*) FROM main.segments) + (SELECT count(*) FROM main.revisions) + (SELECT count(*) FROM main.annotations))
            AND coalesce((SELECT max(id) FROM main.transcripts_fts_docsize), 0) = max(
                coalesce((SELECT max(id) FROM main.segments), 0),
                coalesce((SELECT max(id) FROM main.revisions), 0),
                coalesce((SELECT max(id) FROM main.annotations), 0));
        """;

    private readonly SqliteConnection _connection;
    private readonly ShadowReadModels _shadow;
    private readonly StoredWords _stored;
    private readonly RawStatement _level;
    private readonly RawStatement _shadowWords;
    private readonly SliceSize _size = new();
    private readonly TimeProvider _time;
    private readonly IEnumerator<bool> _slices;
    private readonly Dictionary<string, ReadModelDifference> _differences = [];
    private readonly bool _isIndexComparable;
    private WordFingerprint _words;

    /// <exception cref="SqliteException">It cannot be read.</exception>
    public ReadModelComparison(string path, TimeProvider time)
    {
        _time = time;
        _connection = DatabaseFile.OpenForReading(path);
        _shadow = new(_connection);
        _isIndexComparable = IndexRenewal.IsDone(_connection);
        _stored = new(_connection);
        _level = new(_connection, ReadLevel);
        _shadowWords = new(_connection, ReadShadowWords);
        _slices = Run().GetEnumerator();
    }

    /// <summary>What differs, as far as it was compared.</summary>
    public IReadOnlyCollection<ReadModelDifference> Differences => _differences.Values;

    /// <summary>
    /// True when the read models were dropped in the middle of it, to be made anew: what was found says nothing.
    /// </summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>Compares a little more, for some milliseconds.</summary>
    /// <returns>False when all is done, or when it was overtaken.</returns>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public bool TakeSlice()
    {
        _connection.Execute("BEGIN;");
        try
        {
            IsOvertaken = _level.RunScalar() < _shadow.Position;
            return !IsOvertaken && _slices.MoveNext();
        }
        finally
        {
            _connection.Execute("COMMIT;");
        }
    }

    public void Dispose()
    {
        _slices.Dispose();
        _shadowWords.Dispose();
        _level.Dispose();
        _stored.Dispose();
        _shadow.Dispose();
        _connection.Dispose();
    }

    // Each step runs in a transaction of its own, which sees the stored rows of one moment.
    private IEnumerable<bool> Run()
    {
        while (Follow()) yield return true;

        foreach (var table in new[] { "sessions", "failed_segments", "recognisers", "imported_sessions", "imported_totals" })
        {
            for (var after = long.MinValue; after < long.MaxValue;)
            {
                while (Follow()) yield return true;

                var last = LastOfSlice(table, after);
                Compare(table, after, last);
                after = last;
                yield return true;
            }
        }

        while (Follow()) yield return true;
        Compare(Segments, _shadow.Position - 1, long.MaxValue);
        foreach (var table in Additions) Compare(table, _shadow.Position, long.MaxValue);

        while (_isIndexComparable && CompareWords()) yield return true;
    }

    /// <summary>
    /// The next events. The segments before the last of them are final, and so compared and forgotten: what measures a
    /// segment stands directly behind it.
    /// </summary>
    /// <returns>False when the shadow is level with what is stored.</returns>
    private bool Follow()
    {
        var began = _time.GetTimestamp();
        var level = _level.RunScalar();
        var from = _shadow.Position;
        var to = Math.Min(level, from + _size.Current);
        _shadow.Project(to);
        AddWords();
        Compare(Segments, from == 0 ? long.MinValue : from - 1, to - 1);
        foreach (var table in Additions) Compare(table, from == 0 ? long.MinValue : from, to);
        _shadow.Forget(to);
        _size.Learn(to - from, _time.GetElapsedTime(began));
        return to < level;
    }

    private void AddWords()
    {
        try
        {
            while (_shadowWords.Step()) _words.Add(_shadowWords);
        }
        finally
        {
            _shadowWords.Reset();
        }
    }

    private bool CompareWords()
    {
        try
        {
            if (_stored.TakeSlice(_shadow.Position)) return true;
            if (_stored.Sum == _words.Sum && (_differences.ContainsKey(Segments) || HasAllTexts())) return false;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_ERROR)
        {
            // An index in which rows are missing does not let itself be read.
        }

        _differences[ReadModelDifference.OfFullText.Table] = ReadModelDifference.OfFullText;
        return false;
    }

    private bool HasAllTexts() => RawStatement.RunScalar(_connection, HasAllTextsSql) == 1;

    private long LastOfSlice(string table, long after)
    {
        using var select = new RawStatement(
            _connection,
            $"SELECT id FROM main.{table} WHERE id > @after ORDER BY id LIMIT 1 OFFSET {RowsInSlice - 1};");
        return select.Bind(1, after).RunScalar() is var last and not 0 ? last : long.MaxValue;
    }

    private void Compare(string table, long after, long last)
    {
        var columns = _isIndexComparable ? "*" : WithoutIndex.GetValueOrDefault(table, "*");
        using var compare = new RawStatement(
            _connection,
            $"""
            WITH
            made AS (SELECT {columns} FROM temp.{table} WHERE id > @after AND id <= @last),
            stored AS (SELECT {columns} FROM main.{table} WHERE id > @after AND id <= @last),
            other AS (
                SELECT id FROM (SELECT * FROM made EXCEPT SELECT * FROM stored)
                UNION
                SELECT id FROM (SELECT * FROM stored EXCEPT SELECT * FROM made))
            SELECT count(*), min(id)
            FROM other;
            """);
        compare.Bind(1, after).Bind(2, last).Step();
        if (compare.Int64(0) is var rows and > 0)
        {
            var known = _differences.GetValueOrDefault(table);
            var first = Math.Min(known?.First ?? long.MaxValue, compare.Int64(1));
            _differences[table] = new(table, (known?.Rows ?? 0) + rows, first);
        }

        compare.Reset();
    }
}
