using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>Files that hold one recording without a gap, in order.</summary>
internal sealed class StoredRecording(IReadOnlyList<StoredAudio> files)
{
    // Short frames, as from a microphone: what is held at once is one file.
    private static readonly int FrameSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(20));

    public IReadOnlyList<StoredAudio> Files => files;

    public SessionId Session => files[0].Session;

    public long Position => files[0].Position;

    public long End => files[^1].End;

    /// <summary>Files of one session in order, parted where something is missing between them.</summary>
    public static IEnumerable<StoredRecording> Join(IEnumerable<StoredAudio> ofSession)
    {
        var joined = new List<StoredAudio>();
        foreach (var file in ofSession)
        {
            if (joined.Count > 0 && joined[^1].End != file.Position)
            {
                yield return new(joined);
                joined = [];
            }

            joined.Add(file);
        }

        if (joined.Count > 0) yield return new(joined);
    }

    /// <summary>The segments from a position on, found as the files are read.</summary>
    /// <exception cref="Domain.Errors.AudioStoreException">A file cannot be read.</exception>
    public IEnumerable<LateSegment> FindSegments(IAudioStore store, ISpeechSegmenter segmenter, long from)
    {
        foreach (var file in files.Where(file => file.End > from))
        {
            var samples = store.Read(file);
            for (var at = (int)Math.Max(0, from - file.Position); at < samples.Length; at += FrameSamples)
            {
                var frame = samples.AsMemory(at, Math.Min(FrameSamples, samples.Length - at));
                if (segmenter.Push(new(frame, file.Position + at, CapturedAt: 0)) is { } segment)
                    yield return Late(segment);
            }
        }

        while (segmenter.Flush() is { } left) yield return Late(left);
    }

    private LateSegment Late(SpeechSegment segment)
    {
        var end = segment.Position + segment.SpokenSamples;
        var file = files.Last(file => file.Position < end);
        return new(Session, segment.Position, file.At + AudioFormat.Duration(end - file.Position), segment);
    }
}
