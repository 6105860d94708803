using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Log;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Guarded;

/// <summary>What others write to a log: refused by the database itself, or healed.</summary>
public sealed class OutsideWriteTests : IAsyncDisposable
{
    private const int Sqlite3Refused = 1;

    private readonly GuardedLog _guarded = new();

    public ValueTask DisposeAsync() => _guarded.DisposeAsync();

    [Theory]
    [MemberData(nameof(OutsideWrites.Refused), MemberType = typeof(OutsideWrites))]
    public void P9_What_others_write_is_refused_and_they_are_told_the_command_for_it(string sql)
    {
        var (events, rows) = (_guarded.Events(), _guarded.Rows());

        var refusal = Assert.Throws<SqliteException>(() => _guarded.Execute(sql));

        Assert.Equal(raw.SQLITE_CONSTRAINT_TRIGGER, refusal.SqliteExtendedErrorCode);
        Assert.Matches("swictation-(replay rebuild|daemon start|daemon --db)|events are never replaced", refusal.Message);
        Assert.Equal((events, rows), (_guarded.Events(), _guarded.Rows()), SameLists);
        GoesOn();
    }

    [Theory]
    [MemberData(nameof(OutsideWrites.Refused), MemberType = typeof(OutsideWrites))]
    [MemberData(nameof(OutsideWrites.OfThePast), MemberType = typeof(OutsideWrites))]
    public async Task P9_The_sqlite3_of_the_distribution_is_refused_too(string sql)
    {
        var rows = _guarded.Rows();

        var (exitCode, error) = await RunSqlite3Async(sql);

        Assert.Equal(Sqlite3Refused, exitCode & 1);
        Assert.Matches("swictation-|events are never", error);
        Assert.Equal(rows, _guarded.Rows());
        GoesOn();
    }

    [Theory]
    [MemberData(nameof(OutsideWrites.OfThePast), MemberType = typeof(OutsideWrites))]
    public void P9_The_past_is_edited_by_nobody(string sql)
    {
        var events = _guarded.Events();

        Assert.Throws<SqliteException>(() => _guarded.Execute(sql));

        Assert.Equal(events, _guarded.Events());
        GoesOn();
    }

    [Theory]
    [MemberData(nameof(OutsideWrites.OfReadModels), MemberType = typeof(OutsideWrites))]
    [MemberData(nameof(OutsideWrites.OfTheLog), MemberType = typeof(OutsideWrites))]
    public async Task P8_What_gets_past_the_guards_is_healed_at_the_next_start(string sql)
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        var (events, rows) = (_guarded.Events(), _guarded.Rows());
        await _guarded.CloseAsync();
        _guarded.Execute(sql);

        _guarded.Open();

        _guarded.Idle(() => IsWhole(rows), "the rows are what they were");
        Assert.Equal(events, _guarded.Events().Take(events.Count));
        GoesOn();
        _guarded.Log.RebuildReadModels();
        Assert.True(IsWhole(rows));
    }

    [Theory]
    [MemberData(nameof(OutsideWrites.OfReadModels), MemberType = typeof(OutsideWrites))]
    public void P8_What_gets_past_the_guards_of_an_open_log_is_healed_in_idle_moments(string sql)
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        var (events, rows) = (_guarded.Events(), _guarded.Rows());
        _guarded.Execute(sql);

        GoesOn();

        _guarded.Idle(() => IsWhole(rows), "the rows are what they were");
        Assert.Equal(events, _guarded.Events().Take(events.Count));
    }

    [Theory]
    [MemberData(nameof(OutsideWrites.OfTheLog), MemberType = typeof(OutsideWrites))]
    public async Task P2_What_changes_an_open_log_itself_does_not_stop_it_and_is_healed_at_the_next_start(string sql)
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        var (events, rows) = (_guarded.Events(), _guarded.Rows());
        var isRefused = sql.StartsWith("PRAGMA journal_mode", StringComparison.Ordinal);
        try
        {
            _guarded.Execute(sql, patienceS: isRefused ? 1 : 30);
        }
        catch (SqliteException e) when (isRefused && e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            // To who is not alone, however long one waits.
        }

        GoesOn();
        await _guarded.CloseAsync();
        _guarded.Open();

        _guarded.Idle(() => IsWhole(rows), "the rows are what they were");
        Assert.Equal(events, _guarded.Events().Take(events.Count));
    }

    private static bool SameLists((List<string>, List<string>) one, (List<string>, List<string>) other) =>
        one.Item1.SequenceEqual(other.Item1) && one.Item2.SequenceEqual(other.Item2);

    private bool IsWhole(List<string> before)
    {
        if (_guarded.Log.ReadModelLag > 0) return false;
        try
        {
            return before.SequenceEqual(_guarded.Rows());
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void GoesOn()
    {
        Eventually.True(() => Append() is { } receipt && receipt.Last <= _guarded.Log.Reader.Head, "storing goes on");

        AppendReceipt? Append()
        {
            try
            {
                return _guarded.Log.Append(_guarded.Faker.Metrics(null));
            }
            catch (Domain.Errors.EventLogWriteException)
            {
                return null;
            }
        }
    }

    private async Task<(int ExitCode, string Error)> RunSqlite3Async(string sql)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-bail", "-cmd", ".timeout 10000", _guarded.Path, sql])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
