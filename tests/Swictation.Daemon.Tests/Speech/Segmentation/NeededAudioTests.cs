using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>What the segmenter says it still needs: what is before that may be deleted.</summary>
public sealed class NeededAudioTests
{
    private const long Start = 100_000;

    [Fact]
    public void No_segment_begins_before_what_was_needed_when_it_was_heard()
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());
        var audio = Sounds.Join(
            Sounds.Silence(1), Sounds.Voice(2), Sounds.Silence(1), Sounds.Voice(0.5), Sounds.Silence(5));
        var needed = new List<long>();
        var segments = new List<SpeechSegment>();
        for (var at = 0; at < audio.Length; at += 320)
        {
            var before = segmenter.NeedsFrom;
            if (segmenter.Push(new(audio.AsMemory(at, 320), Start + at, 0)) is { } segment)
            {
                segments.Add(segment);
                Assert.InRange(before!.Value, Start, segment.Position);
                Assert.True(segmenter.NeedsFrom > segment.Position + segment.SpokenSamples);
            }

            needed.Add(segmenter.NeedsFrom!.Value);
        }

        Assert.Equal(2, segments.Count);
        Assert.Equal(needed.Order(), needed);
        // After seconds of silence nothing but the padding of the next segment is needed.
        Assert.True(Start + audio.Length - needed[^1] <= AudioFormat.Samples(TimeSpan.FromMilliseconds(300)));
        Assert.Null(segmenter.Flush());
        Assert.Null(segmenter.NeedsFrom);
    }

    [Fact]
    public void Segment_that_is_ready_and_not_taken_is_needed()
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());
        var audio = Sounds.Join(
            Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(1));

        var first = segmenter.Push(new(audio, Start, 0))!;
        var needed = segmenter.NeedsFrom;
        var second = segmenter.Flush()!;

        Assert.InRange(needed!.Value, first.Position + first.SpokenSamples, second.Position);
    }
}
