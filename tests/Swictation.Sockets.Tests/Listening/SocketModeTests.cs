using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

[Collection(nameof(ProcessWide))]
public sealed partial class SocketModeTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Only_the_owner_can_connect_from_the_first_instant_whatever_the_umask()
    {
        var path = _directory.File("some.sock");
        var changed = new ConcurrentQueue<string?>();
        using var watcher = new FileSystemWatcher(_directory.Path) { NotifyFilter = NotifyFilters.Attributes };
        watcher.Changed += (_, change) => changed.Enqueue(change.Name);
        watcher.EnableRaisingEvents = true;
        var before = umask(0);
        try
        {
            using var listener = UnixListener.Bind(path);

            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
            Assert.Equal(0u, umask(0));
        }
        finally
        {
            _ = umask(before);
        }

        // Notices come in order: had the mode been set after the bind, that notice would be before this one.
        File.WriteAllText(_directory.File("marker"), "");
        File.SetUnixFileMode(_directory.File("marker"), OwnerOnly);
        await Eventually.IsTrueAsync(() => !changed.IsEmpty, "the change of the marker's mode is noticed");
        Assert.Equal("marker", changed.First());
    }

    public void Dispose() => _directory.Dispose();

    [LibraryImport("libc")]
    private static partial uint umask(uint mask);
}
