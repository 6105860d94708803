using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Tests.Sqlite;

public sealed class SqliteVersionTests
{
    [Fact]
    public void Library_of_this_build_is_new_enough() => SqliteVersion.ThrowIfTooOld("/a.db");

    [Fact]
    public void Library_that_queries_run_on_is_the_one_that_was_looked_at()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        Assert.True(Version.Parse(connection.ServerVersion) >= new Version(3, 51, 3), connection.ServerVersion);
    }

    [Theory]
    [InlineData(3_007_000)]
    [InlineData(3_050_004)]
    [InlineData(3_051_002)]
    public void Library_that_can_lose_what_was_committed_is_refused(int version)
    {
        var error = Assert.Throws<DatabaseOpenException>(() => SqliteVersion.ThrowIfTooOld("/a.db", version));

        Assert.Contains("3.51.3 is the oldest that cannot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_library_without_the_fault_is_taken() => SqliteVersion.ThrowIfTooOld("/a.db", 3_051_003);
}
