using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>A SRC_STATE.</summary>
internal sealed class SampleRateHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SampleRate.src_delete(handle);
        return true;
    }
}
