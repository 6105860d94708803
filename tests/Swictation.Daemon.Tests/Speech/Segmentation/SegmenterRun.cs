using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>
/// Runs audio through a segmenter. The timestamp of each sample is its own index, so that times can be checked.
/// </summary>
internal static class SegmenterRun
{
    public static List<SpeechSegment> Of(short[] audio, int frameSamples = 320, SegmenterOptions? options = null) =>
        Of(new EnergySegmenter(options ?? new SegmenterOptions()), audio, frameSamples);

    public static List<SpeechSegment> Of(ISpeechSegmenter segmenter, short[] audio, int frameSamples = 320)
    {
        var segments = new List<SpeechSegment>();
        for (var at = 0; at < audio.Length; at += frameSamples)
        {
            var samples = audio.AsMemory(at, Math.Min(frameSamples, audio.Length - at));
            if (segmenter.Push(new AudioFrame(samples, at, at + samples.Length)) is { } segment) segments.Add(segment);
        }

        while (segmenter.Flush() is { } last) segments.Add(last);
        return segments;
    }
}
