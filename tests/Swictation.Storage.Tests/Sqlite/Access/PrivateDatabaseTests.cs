using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Sqlite.Access;

public sealed class PrivateDatabaseTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Directory755 =
        OwnerOnly | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("metrics.db");

    [Fact]
    public void Directory_that_others_can_write_to_is_refused_and_nothing_made_in_it()
    {
        File.SetUnixFileMode(_directory.Path, Directory755 | UnixFileMode.OtherWrite);

        var error = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Contains($"chmod go-w {_directory.Path}", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData(Directory755)]
    [InlineData(Directory755 | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite | UnixFileMode.StickyBit)]
    public async Task Directory_in_which_others_cannot_replace_a_file_is_used(UnixFileMode mode)
    {
        File.SetUnixFileMode(_directory.Path, mode);

        await SqliteLogs.Open(Database).DisposeAsync();

        Assert.True(File.Exists(Database));
    }

    [Fact]
    public void Link_into_a_directory_that_others_can_write_to_is_refused()
    {
        Directory.CreateDirectory(_directory.File("open"));
        File.WriteAllText(_directory.File("open/metrics.db"), "");
        File.SetUnixFileMode(_directory.File("open"), Directory755 | UnixFileMode.OtherWrite);
        File.CreateSymbolicLink(Database, _directory.File("open/metrics.db"));

        Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));
    }

    [Fact]
    public async Task Database_that_others_could_read_is_closed_to_them_with_all_files_beside_it()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        File.SetUnixFileMode(Database, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        File.SetUnixFileMode(Database + ".lock", OwnerOnly | UnixFileMode.OtherRead);

        await using var log = SqliteLogs.Open(Database);
        log.Append(new EventFaker(1).Metrics(null));

        var files = Directory.GetFiles(_directory.Path);
        Assert.Equal(
            ["metrics.db", "metrics.db-shm", "metrics.db-wal", "metrics.db.head", "metrics.db.lock"],
            files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData(0u, UnixFileMode.None, false)]
    [InlineData(4242u, UnixFileMode.None, true)]
    [InlineData(4242u, UnixFileMode.StickyBit, true)]
    [InlineData(0u, UnixFileMode.OtherWrite, true)]
    [InlineData(0u, UnixFileMode.GroupWrite, true)]
    [InlineData(0u, UnixFileMode.GroupWrite | UnixFileMode.StickyBit, false)]
    public void Others_replace_what_is_in_a_directory_that_is_theirs_or_that_they_write_to(
        uint owner, UnixFileMode mode, bool expected)
    {
        var rights = new FileRights(owner, Group: 4_242, Directory755 | mode);

        Assert.Equal(expected, rights.LetsOthersReplace);
    }

    public void Dispose() => _directory.Dispose();
}
