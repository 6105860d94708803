using Swictation.Domain.Events;

namespace Swictation.Domain.Audio;

/// <summary>A stretch of audio on the disk: of a recording as it came, or a segment that the recogniser failed on.
/// </summary>
/// <param name="Path">Its file.</param>
/// <param name="Position">
/// Of a recording its first sample, of a segment its first sample of speech; counted from the beginning of the session.
/// </param>
/// <param name="At">Of a recording when its first sample was heard, of a segment when its speech ended.</param>
/// <param name="Samples">How many it holds.</param>
/// <param name="SpokenSamples">Of a segment, the length of its speech; of a recording 0.</param>
public sealed record StoredAudio(
    string Path, SessionId Session, long Position, DateTimeOffset At, long Samples, int SpokenSamples = 0)
{
    /// <summary>The name of its file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Position behind its last sample.</summary>
    public long End => Position + Samples;

    public TimeSpan Duration => AudioFormat.Duration(Samples);
}
