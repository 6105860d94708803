using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Speech.Recognition.Native;

/// <summary>A decoder with its models loaded (ps_decoder_t).</summary>
internal sealed class SphinxDecoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => PocketSphinx.ps_free(handle) == 0;
}
