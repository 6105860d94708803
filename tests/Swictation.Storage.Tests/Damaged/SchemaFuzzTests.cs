using System.Text;
using Dapper;
using Swictation.Domain.Errors;
using Swictation.Storage.Reading;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>A schema or a version that is not what a migration left: the log opens, or says why not.</summary>
[Trait("Category", "Stress")]
public sealed class SchemaFuzzTests(RecordedDatabase recorded, ITestOutputHelper output)
    : IClassFixture<RecordedDatabase>
{
    private const double Share = 0.005;

    [Fact]
    public void Any_schema_and_any_version_is_opened_or_refused()
    {
        var seed = Seed.Take(output.WriteLine);
        var mutations = new Mutations(seed, "events", "CREATE TABLE events (x)", "sessions", "log_identity", "1");
        var random = new Random(seed);
        FuzzRun.Run(Share, output.WriteLine, _ => Try(mutations, random).GetAwaiter().GetResult());
    }

    [Fact]
    public void A_name_that_is_no_text_is_damage()
    {
        using var directory = new TemporaryDirectory();
        var path = recorded.CopyTo(directory);
        using (var connection = SqliteLogs.OpenRaw(path))
        {
            connection.Execute(
                """
                PRAGMA writable_schema = ON;
                UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'log_identity';
                """);
        }

        using (var connection = SqliteLogs.OpenRaw(path))
        {
            Guards.SwitchOff(connection);
            connection.Execute("UPDATE log_identity SET log_id = x'00';");
        }

        Assert.Throws<EventLogDamagedException>(
            () => SqliteEventLogReader.OpenReadOnly(path, TimeProvider.System).Dispose());
    }

    private async Task Try(Mutations mutations, Random random)
    {
        using var directory = new TemporaryDirectory();
        var path = recorded.CopyTo(directory);
        var changed = Change(path, mutations, random);
        try
        {
            await using var log = SqliteLogs.Open(path);
            var events = log.Reader.ReadAll();
            Assert.Equal(
                recorded.Events.TakeLast(10),
                events.Take(recorded.Events.Count).TakeLast(10).Select(RecordedDatabase.Describe));
        }
        catch (DatabaseOpenException e)
        {
            Assert.True(!e.Message.Contains('\n', StringComparison.Ordinal), changed);
        }
    }

    private static string Change(string path, Mutations mutations, Random random)
    {
        using var connection = SqliteLogs.OpenRaw(path);
        connection.Execute("PRAGMA writable_schema = ON;");
        var sql = random.Next(5) switch
        {
            0 => $"PRAGMA user_version = {random.Next(-2, 10)};",
            1 => "DELETE FROM sqlite_schema WHERE rowid = @row;",
            2 => "UPDATE sqlite_schema SET sql = @text WHERE rowid = @row;",
            3 => "UPDATE sqlite_schema SET name = @text, tbl_name = @text WHERE rowid = @row;",
            _ => "UPDATE sqlite_schema SET rootpage = @number WHERE rowid = @row;",
        };
        var values = new
        {
            row = random.Next(1, 50),
            text = Encoding.UTF8.GetString(mutations.Next()),
            number = random.Next(-1, 60),
        };
        connection.Execute(sql, values);
        return $"{sql} {values}";
    }
}
