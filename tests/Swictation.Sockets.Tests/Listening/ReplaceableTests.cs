using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class ReplaceableTests : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(Own, false)]
    [InlineData(Own | UnixFileMode.OtherRead | UnixFileMode.OtherExecute, false)]
    [InlineData(Own | UnixFileMode.OtherWrite, true)]
    [InlineData(Own | UnixFileMode.GroupWrite, true)]
    [InlineData(Own | UnixFileMode.OtherWrite | UnixFileMode.StickyBit, false)]
    public void Directory_that_others_can_write_to_is_warned_about(UnixFileMode mode, bool expected)
    {
        var logger = new RecordingLogger();
        File.SetUnixFileMode(_directory.Path, mode);
        using var listener = UnixListener.Bind(_directory.File("some.sock"));

        using var watch = new ListenerWatch(listener, new FakeClock(), logger);

        Assert.Equal(expected, logger.Lines.Any(line => line.Text.Contains(listener.Path, StringComparison.Ordinal)));
    }

    public void Dispose() => _directory.Dispose();
}
