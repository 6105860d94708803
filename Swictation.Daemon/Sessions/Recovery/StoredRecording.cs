using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>Files that hold one recording without a gap, in order. They stay or go together.</summary>
internal sealed class StoredRecording(IReadOnlyList<StoredAudio> files) : IHeldAudio
{
    // Short frames, as from a microphone: one file is in memory at a time.
    private static readonly int FrameSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(20));

    public IReadOnlyList<StoredAudio> Files => files;

    public SessionId Session => files[0].Session;

    public long Position => files[0].Position;

    public long End => files[^1].End;

    /// <summary>False once there was speech in it that is neither in the log nor kept apart.</summary>
    public bool IsSettled { get; private set; } = true;

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
    public IEnumerable<SpokenSegment> FindSegments(IAudioStore store, ISpeechSegmenter segmenter, long from)
    {
        foreach (var file in files.Where(file => file.End > from))
        {
            var samples = store.Read(file);
            for (var at = (int)Math.Max(0, from - file.Position); at < samples.Length; at += FrameSamples)
            {
                var frame = samples.AsMemory(at, Math.Min(FrameSamples, samples.Length - at));
                if (segmenter.Push(new(frame, file.Position + at, CapturedAt: 0)) is { } segment)
                    yield return Left(segment);
            }
        }

        while (segmenter.Flush() is { } left) yield return Left(left);
    }

    /// <inheritdoc/>
    /// <remarks>Whether everything is stored is asked when all of it has come through.</remarks>
    public void Settle(bool isKept, bool isStored) => IsSettled &= isKept;

    /// <inheritdoc/>
    public void Discard() => IsSettled = true;

    private SpokenSegment Left(SpeechSegment segment)
    {
        var end = segment.Position + segment.SpokenSamples;
        var file = files.Last(file => file.Position < end);
        return new(SpeechOrigin.Left, Session, segment.Position, segment, this)
        {
            SpokenAt = file.At + AudioFormat.Duration(end - file.Position),
        };
    }
}
