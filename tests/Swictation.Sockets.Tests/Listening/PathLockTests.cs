using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class PathLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("thing");

    [Fact]
    public void One_has_it_at_a_time_and_leaves_nothing_behind()
    {
        using (PathLock.TryTake(Path))
        {
            Assert.Null(PathLock.TryTake(Path));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + ".lock"));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void File_that_a_killed_process_left_is_taken_over()
    {
        File.WriteAllText(Path + ".lock", "");

        using var taken = PathLock.TryTake(Path);

        Assert.NotNull(taken);
    }

    [Fact]
    public void Lock_whose_file_was_deleted_and_made_again_leaves_the_other_file()
    {
        var first = PathLock.TryTake(Path)!;
        File.Delete(Path + ".lock");
        using var second = PathLock.TryTake(Path);

        first.Dispose();

        Assert.NotNull(second);
        Assert.Null(PathLock.TryTake(Path));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("there")]
    public void Lock_that_is_a_symbolic_link_is_refused_at_once_and_not_followed(string target)
    {
        File.WriteAllText(_directory.File("there"), "a letter");
        File.CreateSymbolicLink(Path + ".lock", _directory.File(target));

        var refused = Assert.Throws<IOException>(() => PathLock.TryTake(Path));

        Assert.Equal($"{Path}.lock is a symbolic link; remove it or choose another path", refused.Message);
        Assert.False(File.Exists(_directory.File("elsewhere")));
        Assert.Equal("a letter", File.ReadAllText(_directory.File("there")));
    }

    [Fact]
    public void Lock_that_is_a_directory_is_refused_at_once()
    {
        Directory.CreateDirectory(Path + ".lock");

        var refused = Assert.Throws<IOException>(() => PathLock.TryTake(Path));

        Assert.Contains("is no ordinary file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_two_have_it_however_often_it_changes_hands()
    {
        var (holders, most, turns) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                using var taken = PathLock.TryTake(Path);
                if (taken is null) continue;
                var now = Interlocked.Increment(ref holders);
                if (now > 1) Interlocked.Exchange(ref most, now);
                Interlocked.Increment(ref turns);
                Interlocked.Decrement(ref holders);
            }
        })));

        Assert.Equal(0, most);
        Assert.True(turns > 0);
    }

    public void Dispose() => _directory.Dispose();
}
