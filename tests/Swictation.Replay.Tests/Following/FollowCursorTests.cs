using Swictation.Replay.Errors;
using Swictation.Replay.Following;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Following;

public sealed class FollowCursorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Position_that_was_kept_last_is_there_the_next_time()
    {
        using (var cursor = FollowCursor.Open(_directory.File("cursor")))
        {
            Assert.Equal((null, null), (cursor.LogId, cursor.Position));
            cursor.Save("ab", long.MaxValue);
            cursor.Save("ab", 7);
        }

        using var next = FollowCursor.Open(_directory.File("cursor"));
        Assert.Equal(("ab", 7), (next.LogId, next.Position));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"log_id\":\"ab\"}")]
    [InlineData("{\"log_id\":\"ab\",\"seq\":\"x\"}")]
    [InlineData("{\"log_id\":7,\"seq\":1}")]
    public void File_that_holds_something_else_is_refused_and_kept(string text)
    {
        File.WriteAllText(_directory.File("cursor"), text);

        var refused = Assert.Throws<CursorFileException>(() => FollowCursor.Open(_directory.File("cursor")));

        Assert.StartsWith("holds no position", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_directory.File("cursor")));
    }
}
