using Microsoft.Win32.SafeHandles;

namespace Swictation.Storage.Audio.Native;

/// <summary>An open SNDFILE.</summary>
internal sealed class SndFileHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => SndFile.sf_close(handle) == 0;
}
