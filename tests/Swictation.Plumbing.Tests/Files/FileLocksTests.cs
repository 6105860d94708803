using Swictation.Plumbing.Files;

namespace Swictation.Plumbing.Tests.Files;

public sealed class FileLocksTests
{
    [Theory]
    [InlineData("1: FLOCK  ADVISORY  WRITE 563 fe:0a:4321 0 EOF", 563)]
    [InlineData("1: -> FLOCK  ADVISORY  WRITE 563 fe:0a:4321 0 EOF", null)]
    [InlineData("1: POSIX  ADVISORY  WRITE 563 fe:0a:4321 0 EOF", null)]
    [InlineData("1: FLOCK  ADVISORY  WRITE 563 fe:0a:43210 0 EOF", null)]
    [InlineData("1: FLOCK  ADVISORY  WRITE 0 fe:0a:4321 0 EOF", null)]
    [InlineData("", null)]
    public void Holder_of_a_lock_is_read_from_the_table_of_the_kernel(string line, int? expected)
    {
        Assert.Equal(expected, FileLocks.FindHolder(new FileKey(0xFE, 10, 4321), [line]));
    }

    [Theory]
    [InlineData("1: POSIX  ADVISORY  READ 563 fe:0a:4321 124 124", 563)]
    [InlineData("1: POSIX  ADVISORY  READ 563 fe:0a:4321 127 128", 563)]
    [InlineData("1: POSIX  ADVISORY  WRITE 563 fe:0a:4321 0 EOF", 563)]
    [InlineData("1: POSIX  ADVISORY  READ 563 fe:0a:4321 128 128", null)]
    [InlineData("1: POSIX  ADVISORY  READ 563 fe:0a:4321 120 123", null)]
    [InlineData("1: POSIX  ADVISORY  READ 99 fe:0a:4321 124 124", null)]
    [InlineData("1: FLOCK  ADVISORY  READ 563 fe:0a:4321 0 EOF", null)]
    public void Who_has_locked_some_bytes_is_read_from_the_table_of_the_kernel(string line, int? expected)
    {
        Assert.Equal(expected, FileLocks.FindOther(new FileKey(0xFE, 10, 4321), first: 124, last: 127, [line], self: 99));
    }
}
