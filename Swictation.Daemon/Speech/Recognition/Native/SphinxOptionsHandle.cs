using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Speech.Recognition.Native;

/// <summary>A reference to parsed options (cmd_ln_t).</summary>
internal sealed class SphinxOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    // The result is the number of references that are left: the decoder has its own.
    protected override bool ReleaseHandle() => SphinxBase.cmd_ln_free_r(handle) >= 0;
}
