using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Writing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Writing;

/// <summary>Long work on the writing connection leaves it to appends.</summary>
public sealed class PatientWriterTests : IDisposable
{
    private const string Counting =
        """
        WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < @most)
        SELECT count(*) FROM counted;
        """;

    private readonly SqliteConnection _connection = DatabaseFile.OpenInMemory();
    private readonly WriterQueue _writers = new();
    private readonly FakeClock _clock = new();
    private readonly List<string> _done = [];
    private readonly PatientWriter _patient;
    private Task _append = Task.CompletedTask;

    public PatientWriterTests() => _patient = new(_connection, _writers, () => 0, _clock);

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task What_is_under_way_gives_way_to_who_comes_and_is_done_again()
    {
        _patient.RunStatement(() =>
        {
            _done.Add("begun");
            if (_done.Count > 1) return;
            Come();
            // Would take for ever.
            Count(long.MaxValue);
        });
        await _append;

        Assert.Equal(["begun", "appended", "begun"], _done);
    }

    [Fact]
    public async Task When_its_patience_is_over_it_goes_on_to_the_end()
    {
        _clock.Advance(PatientWriter.Longest);

        _patient.RunStatement(() =>
        {
            Come();
            Count(10_000);
            _done.Add("done");
        });
        await _append;

        Assert.Equal(["done", "appended"], _done);
        _patient.Begin();
        _patient.RunStatement(() =>
        {
            _done.Add("begun");
            if (_done.Count > 3) return;
            Come();
            Count(long.MaxValue);
        });
        await _append;
        Assert.Equal(["begun", "appended", "begun"], _done[2..]);
    }

    [Fact]
    public void What_fails_by_itself_is_not_done_again()
    {
        Assert.Throws<SqliteException>(() => _patient.RunStatement(() =>
        {
            _done.Add("begun");
            _connection.Execute("SELECT * FROM nothing;");
        }));

        Assert.Single(_done);
        Assert.True(_writers.TryTake());
    }

    // Somebody waits for the connection.
    private void Come()
    {
        _append = Task.Run(() => _writers.Run(() => _done.Add("appended")));
        SpinWait.SpinUntil(() => _writers.IsAwaited);
    }

    private void Count(long most) => _connection.ExecuteScalar<long>(Counting, new { most });
}
