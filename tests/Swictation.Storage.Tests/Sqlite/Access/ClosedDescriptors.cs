using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Storage.Tests.Sqlite.Access;

/// <summary>
/// Counts, with inotify, how often a descriptor of a file is closed: each of them drops the locks that SQLite has on the
/// file in the process that closes it. .NET's own watcher does not tell.
/// </summary>
internal sealed partial class ClosedDescriptors : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Closed = 0x8 | 0x10; // IN_CLOSE_WRITE, IN_CLOSE_NOWRITE
    private const int EventBytes = 16;

    private readonly SafeFileHandle _queue;

    public ClosedDescriptors(string path)
    {
        _queue = inotify_init1(NonBlocking);
        Assert.True(inotify_add_watch(_queue, path, Closed) >= 0);
    }

    /// <summary>How many there were since the last time.</summary>
    public int Count()
    {
        Span<byte> events = stackalloc byte[EventBytes * 256];
        var bytes = read(_queue, events, events.Length);
        return bytes > 0 ? (int)bytes / EventBytes : 0;
    }

    public void Dispose() => _queue.Dispose();

    [LibraryImport("libc")]
    private static partial SafeFileHandle inotify_init1(int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(SafeFileHandle queue, string path, uint mask);

    [LibraryImport("libc")]
    private static partial nint read(SafeFileHandle queue, Span<byte> buffer, nint length);
}
