using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>An open snd_pcm_t.</summary>
internal sealed class PcmHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => Asound.snd_pcm_close(handle) == 0;
}
