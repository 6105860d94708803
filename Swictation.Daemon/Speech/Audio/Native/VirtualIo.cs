using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>SF_VIRTUAL_IO of libsndfile; the last argument of each call is what was given to sf_open_virtual.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VirtualIo
{
    public delegate* unmanaged[Cdecl]<nint, long> Length;
    public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
    public delegate* unmanaged[Cdecl]<void*, long, nint, long> Read;
    public delegate* unmanaged[Cdecl]<void*, long, nint, long> Write;
    public delegate* unmanaged[Cdecl]<nint, long> Tell;
}
