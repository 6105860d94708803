using System.Diagnostics;
using Swictation.Plumbing.Files;
using Swictation.Testing;

namespace Swictation.Plumbing.Tests.Files;

public sealed class LockedFileTests
{
    [Theory]
    [InlineData(0x6969, false)]
    [InlineData(0xFF534D42, false)]
    [InlineData(0xEF53, true)]
    [InlineData(0x01021994, true)]
    public void Where_a_lock_would_keep_SQLite_out_none_is_taken_on_the_file(long fileSystem, bool expected)
    {
        Assert.Equal(expected, LockedFile.Reaches(fileSystem));
    }

    [Fact]
    public async Task File_is_free_once_it_is_disposed_although_child_processes_are_being_started()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("file");
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        var starting = Task.Run(StartChildren, TestContext.Current.CancellationToken);
        var refused = 0;
        while (!starting.IsCompleted)
        {
            Assert.True(LockedFile.TryTake(path, out var file));
            if (file is null) refused++;
            file?.Dispose();
        }

        await starting;
        Assert.Equal(0, refused);

        static void StartChildren()
        {
            for (var i = 0; i < 100; i++)
            {
                using var child = Process.Start("/bin/true");
                child.WaitForExit();
            }
        }
    }
}
