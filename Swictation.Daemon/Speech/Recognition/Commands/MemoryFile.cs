using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>
/// A file that is nowhere but in memory, and has a path for as long as it is not disposed: speech is not written
/// to a disk for a program to read it.
/// </summary>
internal sealed class MemoryFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private MemoryFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>For processes of the same user.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_handle.DangerousGetHandle()}";

    /// <exception cref="IOException">There is no memory for it.</exception>
    public static MemoryFile Create(ReadOnlySpan<byte> content)
    {
        var handle = LibC.memfd_create("segment", LibC.MFD_CLOEXEC);
        if (handle.IsInvalid) throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);

        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        RandomAccess.Write(handle, content, fileOffset: 0);
        return new(handle);
    }

    public void Dispose() => _handle.Dispose();
}
