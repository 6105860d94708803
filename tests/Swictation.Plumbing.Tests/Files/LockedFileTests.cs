using Swictation.Plumbing.Files;

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
}
