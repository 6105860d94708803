using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Native;

/// <summary>What goes over a socket in one call: <c>struct msghdr</c> of 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Name;
    public uint NameLength;
    public MessagePart* Parts;
    public nint PartCount;
    public void* Control;
    public nint ControlLength;
    public int Flags;
}
