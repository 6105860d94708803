using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Load.Native;

/// <summary>nvmlMemory_t: the memory of a device, in bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemory
{
    public ulong Total;
    public ulong Free;
    public ulong Used;
}
