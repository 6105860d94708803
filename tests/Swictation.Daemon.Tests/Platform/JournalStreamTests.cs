using Swictation.Daemon.Platform;

namespace Swictation.Daemon.Tests.Platform;

public sealed class JournalStreamTests
{
    [Theory]
    [InlineData("8:4711", "socket:[4711]", true)]
    [InlineData("8:4711", "socket:[471]", false)]
    [InlineData("8:4711", "/dev/pts/1", false)]
    [InlineData("8:4711", "pipe:[4711]", false)]
    [InlineData("8:4711", null, false)]
    [InlineData("4711", "socket:[4711]", false)]
    [InlineData("8:", "socket:[]", false)]
    [InlineData("", "socket:[4711]", false)]
    [InlineData(null, "socket:[4711]", false)]
    public void Standard_error_is_the_journal_where_it_is_the_socket_that_the_variable_names(
        string? stream, string? file, bool isJournal) =>
        Assert.Equal(isJournal, JournalStream.Is(stream, file));
}
