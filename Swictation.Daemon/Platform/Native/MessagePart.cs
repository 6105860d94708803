using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Native;

/// <summary>Bytes of a message: <c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePart
{
    public byte* Base;
    public nint Length;
}
