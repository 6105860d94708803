using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Audio;

namespace Swictation.Benchmarks.Stages;

/// <summary>Recorded sentences with half a second of silence behind each, over and over.</summary>
internal static class SampleSpeech
{
    private const string Directory = "/usr/share/pocketsphinx/test/data/librivox";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.6);

    /// <exception cref="BenchmarkFailedException">There are no recordings.</exception>
    public static short[] Create(TimeSpan length)
    {
        if (!System.IO.Directory.Exists(Directory))
            throw new BenchmarkFailedException($"{Directory} is missing; run scripts/setup test");

        var sentences = System.IO.Directory.GetFiles(Directory, "*.wav").Order(StringComparer.Ordinal)
            .SelectMany(path => (short[])[.. Read(path), .. new short[AudioFormat.Samples(Pause)]]).ToArray();
        var speech = new short[AudioFormat.Samples(length)];
        for (var at = 0; at < speech.Length; at += sentences.Length)
            sentences.AsSpan(0, Math.Min(sentences.Length, speech.Length - at)).CopyTo(speech.AsSpan(at));
        return speech;
    }

    /// <summary>The samples of a sound file, 16 kHz, one channel.</summary>
    public static short[] Read(string path)
    {
        using var reader = SoundFileReader.Open(path);
        var samples = new List<short>();
        var block = new float[AudioFormat.SamplesPerSecond];
        while (reader.Read(block) is > 0 and var read)
            samples.AddRange(block[..read].Select(sample => (short)(sample * short.MaxValue)));
        return [.. samples];
    }
}
