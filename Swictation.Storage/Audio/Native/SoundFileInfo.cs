using System.Runtime.InteropServices;

namespace Swictation.Storage.Audio.Native;

/// <summary>SF_INFO of libsndfile, field by field.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoundFileInfo
{
    /// <summary>Samples per channel.</summary>
    public long Frames;
    public int SampleRate;
    public int Channels;
    public int Format;
    public int Sections;
    public int IsSeekable;
}
