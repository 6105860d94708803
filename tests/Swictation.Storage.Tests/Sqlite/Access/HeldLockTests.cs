using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Observing;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;
using Swictation.Storage.Tests.Damaged;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Sqlite.Access;

/// <summary>The lock is on the file, and nothing that this process does gives it or SQLite's own locks up.</summary>
public sealed class HeldLockTests(RecordedDatabase recorded) : IClassFixture<RecordedDatabase>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("metrics.db");

    [Fact]
    public async Task P14_Nobody_closes_a_descriptor_of_the_database_while_it_is_open()
    {
        File.CreateSymbolicLink(_directory.File("link.db"), Database);
        var faker = new EventFaker(seed: 5);
        await using (var log = SqliteLogs.Open(Database))
        {
            using var closed = new ClosedDescriptors(Database);

            for (var session = 1; session <= 3; session++) log.Append([.. faker.Session(new(session), segments: 50)]);
            log.Answer();
            log.RebuildReadModels();
            Assert.NotEmpty(log.Reader.ReadAll());
            foreach (var name in new[] { Database, _directory.File("link.db") })
            {
                Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(name));
                Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(name));
                Assert.Equal(3, new SessionQueries(name).ListSessions(10).Count);
                using var reader = SqliteEventLogReader.OpenReadOnly(name, TimeProvider.System);
                Assert.Equal(log.Reader.Head, reader.Head);
            }

            Assert.Equal(0, closed.Count());
            Assert.True(IsLockedBySqlite());
        }

        Assert.False(IsLockedBySqlite());
    }

    [Fact]
    public void The_count_sees_who_does()
    {
        File.WriteAllText(Database, "");
        using var closed = new ClosedDescriptors(Database);

        File.ReadAllBytes(Database);

        Assert.Equal(1, closed.Count());
    }

    [Fact]
    public async Task P14_The_file_is_locked_before_SQLite_has_it_and_until_SQLite_has_closed_it()
    {
        await using (SqliteLogs.Open(Database)) Assert.True(IsLocked(Database));

        Assert.False(IsLocked(Database));
    }

    [Fact]
    public async Task P14_What_a_salvage_makes_is_locked_when_it_gets_the_name_and_afterwards()
    {
        var path = recorded.CopyTo(_directory);
        File.WriteAllBytes(path, [.. new byte[100], .. File.ReadAllBytes(path).AsSpan(100)]);
        File.WriteAllBytes(path + "-wal", [.. new byte[32], .. File.ReadAllBytes(path + "-wal").AsSpan(32)]);
        List<bool> seen = [];

        await using var log = SqliteEventLog.Open(
            new(path) { Steps = Look },
            new Domain.Log.CommitNotice(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        Assert.Equal([true, true], seen);
        Assert.True(IsLocked(path));
        Assert.All(Directory.GetFiles(_directory.Path, "*.damaged-*"), file => Assert.False(IsLocked(file)));

        void Look(LogStep step, bool isDone)
        {
            if (step == LogStep.Replace) seen.Add(IsLocked(isDone ? path : path + ".salvaging"));
        }
    }

    public void Dispose() => _directory.Dispose();

    // Another process asks: a descriptor that this one closes would change the answer.
    private static bool IsLocked(string path)
    {
        using var asked = System.Diagnostics.Process.Start("flock", ["--exclusive", "--nonblock", path, "true"]);
        asked.WaitForExit();
        return asked.ExitCode != 0;
    }

    // SHARED_FIRST and SHARED_SIZE of SQLite's os.h.
    private bool IsLockedBySqlite() => File.ReadLines("/proc/locks").Any(
        line => line.Contains("POSIX", StringComparison.Ordinal)
            && line.Contains($":{FileState.Of(Database, followsLink: false)!.Value.Key.Inode} ", StringComparison.Ordinal)
            && line.EndsWith(" 1073741826 1073742335", StringComparison.Ordinal));
}
