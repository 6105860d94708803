using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Daemon.Speech.Packages.NAudio;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Packages;

public sealed class NAudioFileReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Sixteen_kilohertz_mono_comes_out_sample_by_sample()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => (short)((i * 7919 % 65536) - 32768)).ToArray();

        Assert.Equal(samples, Read(samples, 16_000, channels: 1));
    }

    [Fact]
    public void The_channel_that_sounds_is_read()
    {
        var read = Read([0, 2000, 0, -400, 0, 32767, 0, -32768], 16_000, channels: 2);

        Assert.Equal([2000, -400, 32767, -32768], read);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Other_sample_rates_keep_length_and_pitch_of_the_sound(int sampleRate)
    {
        var read = Read(Tone(sampleRate, seconds: 2), sampleRate, channels: 1);

        // The end is missing by what the resampler's filter looks ahead.
        var expected = Tone(AudioFormat.SamplesPerSecond, seconds: 2);
        Assert.InRange(read.Length, expected.Length - 100, expected.Length + 100);
        Assert.InRange(Crossings(read), Crossings(expected) - 2, Crossings(expected) + 2);
        Assert.InRange(read[800..^800].Max(sample => (int)sample), 7800, 8200);
    }

    [Fact]
    public void Recorded_speech_is_as_long_as_it_was()
    {
        var sentence = LibriVox.Sentences[0];
        using var reader = NAudioFileReader.Open(sentence.Path, channel: null, NullLogger.Instance);

        Assert.Equal(sentence.ReadSamples(), ReadAll(reader));
    }

    [Fact]
    public void What_is_no_sound_file_is_named_with_the_reason()
    {
        var text = _directory.File("a.wav");
        File.WriteAllText(text, "no audio");
        var empty = _directory.File("empty.wav");
        File.WriteAllText(empty, "");
        var silent = _directory.File("silent.wav");
        WavFile.Write(silent, []);

        Assert.Contains("no audio that NAudio can read", ReasonFor(text), StringComparison.Ordinal);
        Assert.Contains("is empty", ReasonFor(empty), StringComparison.Ordinal);
        Assert.Contains("holds no audio", ReasonFor(silent), StringComparison.Ordinal);
        Assert.Contains("does not exist", ReasonFor(_directory.File("none.wav")), StringComparison.Ordinal);
    }

    [Fact]
    public void Channel_that_there_is_not_is_refused_as_by_any_other_decoder()
    {
        WavFile.Write(_directory.File("a.wav"), [1, 2, 3, 4], 16_000, channels: 2);

        Assert.Contains(
            "has 2 channels, and not number 3", ReasonFor(_directory.File("a.wav"), channel: 3), StringComparison.Ordinal);
    }

    private static string ReasonFor(string path, int? channel = null)
    {
        var error = Assert.Throws<AudioSourceException>(() => NAudioFileReader.Open(path, channel, NullLogger.Instance));
        Assert.Equal(path, error.SourceName);
        return error.Reason.Words;
    }

    private static short[] Tone(int sampleRate, double seconds) =>
        [.. Enumerable.Range(0, (int)(sampleRate * seconds))
            .Select(i => (short)(8000 * Math.Sin(2 * Math.PI * 440 * i / sampleRate)))];

    private static int Crossings(short[] samples) =>
        samples.Zip(samples.Skip(1)).Count(pair => pair.First < 0 && pair.Second >= 0);

    private static short[] ReadAll(ISampleReader reader)
    {
        var all = new List<short>();
        var block = new float[320];
        while (reader.Read(block) is > 0 and var read)
            all.AddRange(block[..read].Select(sample => (short)Math.Clamp(Math.Round(sample * 32768), -32768, 32767)));
        return [.. all];
    }

    private short[] Read(short[] samples, int sampleRate, int channels)
    {
        WavFile.Write(_directory.File("a.wav"), samples, sampleRate, channels);
        using var reader = NAudioFileReader.Open(_directory.File("a.wav"), channel: null, NullLogger.Instance);
        return ReadAll(reader);
    }
}
