using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>Files that only their owner reads.</summary>
public static class OwnerOnlyFiles
{
    private const uint OwnerOnly = 0x3F; // 0077

    /// <summary>
    /// From now on every file that this process makes is its owner's alone. To be called before anything is made.
    /// </summary>
    public static void MakeFromNowOn() => _ = LibC.umask(OwnerOnly);
}
