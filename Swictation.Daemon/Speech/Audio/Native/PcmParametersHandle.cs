using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>A snd_pcm_hw_params_t.</summary>
internal sealed class PcmParametersHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Asound.snd_pcm_hw_params_free(handle);
        return true;
    }
}
