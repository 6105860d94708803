using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// Finds the sound of sentences in the audio of a session that is kept: recordings in files of half a minute, and segments that
/// were tried again. One file is in memory at a time.
/// </summary>
internal sealed class KeptSound(IAudioStore store, IReadOnlyList<StoredAudio> kept)
{
    // Speech begins before it is noticed and fades after it.
    private static readonly int Around = AudioFormat.Samples(TimeSpan.FromSeconds(0.3));

    // Times in the log are rounded to milliseconds.
    private static readonly int Rounding = AudioFormat.Samples(TimeSpan.FromMilliseconds(2));

    private (string Path, short[] Samples)? _last;

    /// <summary>The speech of a sentence with what is around it; null where not all of it is kept.</summary>
    /// <exception cref="Domain.Errors.AudioStoreException">A file cannot be read.</exception>
    public SpeechSegment? Find(double startS, double durationS)
    {
        if (kept.FirstOrDefault(audio => audio.SpokenSamples > 0 && SegmentEvents.StartS(audio.Position) == startS) is { } segment)
            return new(store.Read(segment), segment.Position, segment.SpokenSamples, EndedAt: 0);

        var (first, length) = (SamplesOf(startS), (int)SamplesOf(durationS));
        var last = first + length;
        var found = new List<short>();
        var at = first - Around;
        foreach (var audio in kept.Where(audio => audio.SpokenSamples == 0 && audio.End > first - Around && audio.Position < last + Around))
        {
            // What is missing around speech is not missed.
            if (audio.Position > at)
            {
                if (at > first || audio.Position > first + Rounding) return null;
                at = audio.Position;
            }

            var samples = Read(audio);
            var (from, to) = ((int)Math.Min(samples.Length, at - audio.Position), (int)Math.Min(samples.Length, last + Around - audio.Position));
            found.AddRange(samples.AsSpan(from, Math.Max(0, to - from)));
            at = audio.Position + Math.Max(from, to);
        }

        return found.Count > 0 && at >= last - Rounding ? new(found.ToArray(), first, length, EndedAt: 0) : null;
    }

    private static long SamplesOf(double seconds) => (long)Math.Round(seconds * AudioFormat.SamplesPerSecond);

    private short[] Read(StoredAudio audio)
    {
        if (_last is not { } last || last.Path != audio.Path) _last = last = (audio.Path, store.Read(audio));
        return last.Samples;
    }
}
