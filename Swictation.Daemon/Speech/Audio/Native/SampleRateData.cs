using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>SRC_DATA of libsamplerate, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SampleRateData
{
    public float* Input;
    public float* Output;
    public CLong InputFrames;
    public CLong OutputFrames;
    public CLong InputFramesUsed;
    public CLong OutputFramesGenerated;
    public int IsEndOfInput;

    /// <summary>Output rate divided by input rate.</summary>
    public double Ratio;
}
