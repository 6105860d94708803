using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio;

[Trait("Category", "Package")]
public sealed class FileAudioSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sixteen_kilohertz_mono_comes_out_sample_by_sample()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => (short)((i * 7919 % 65536) - 32768)).ToArray();
        WavFile.Write(_directory.File("a.wav"), samples);

        var read = await ReadAllAsync("a.wav");

        Assert.Equal(samples, read);
    }

    [Fact]
    public async Task Frames_are_20_ms_and_the_last_holds_the_rest()
    {
        WavFile.Write(_directory.File("a.wav"), new short[1000]);
        await using var source = Open("a.wav");

        var frames = new List<(long Position, int Length)>();
        await foreach (var frame in source.ReadAsync(null, CancellationToken.None))
            frames.Add((frame.Position, frame.Samples.Length));

        Assert.Equal([(0, 320), (320, 320), (640, 320), (960, 40)], frames);
        Assert.True(source.HasEnded);
    }

    [Fact]
    public async Task Loudest_channel_is_heard()
    {
        WavFile.Write(_directory.File("a.wav"), [1000, 3000, -400, 400, 10, 32767, 10, -32768], channels: 2);

        var read = await ReadAllAsync("a.wav");

        Assert.Equal([3000, 400, 32767, -32768], read);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task Other_sample_rates_keep_length_and_pitch_of_the_sound(int sampleRate)
    {
        WavFile.Write(_directory.File("a.wav"), Tone(440, sampleRate, seconds: 2), sampleRate);

        var read = await ReadAllAsync("a.wav");

        var expected = Tone(440, AudioFormat.SamplesPerSecond, seconds: 2);
        Assert.InRange(read.Length, expected.Length - 1, expected.Length + 1);
        // The filter rings at both ends, where the tone is cut; in between it must be the same tone, in phase.
        for (var i = 800; i < expected.Length - 800; i++) Assert.InRange(read[i] - expected[i], -20, 20);
    }

    [Fact]
    public async Task What_is_too_loud_for_16_bits_is_clipped_and_does_not_wrap()
    {
        // A square wave at full scale: the resampling filter overshoots at its edges.
        var square = Enumerable.Range(0, 8000).Select(i => i / 50 % 2 == 0 ? short.MaxValue : short.MinValue).ToArray();
        WavFile.Write(_directory.File("a.wav"), square, sampleRate: 8_000);

        var read = await ReadAllAsync("a.wav");

        Assert.Contains(short.MaxValue, read);
        Assert.All(read.Skip(10).Take(80), sample => Assert.True(sample > 16_000));
    }

    [Theory]
    [InlineData("talk.wav?pace=max", "talk.wav", true)]
    [InlineData("talk.wav", "talk.wav", false)]
    [InlineData("really?.wav", "really?.wav", false)]
    [InlineData("a?pace=fast/talk.wav", "a?pace=fast/talk.wav", false)]
    public void Source_option_names_a_path_and_a_pace(string text, string path, bool isMax)
    {
        var spec = FileSourceSpec.Parse(text);

        Assert.Equal(new FileSourceSpec(path, isMax ? Pace.Max : Pace.AsSpoken), spec);
    }

    private static short[] Tone(double hertz, int sampleRate, int seconds) =>
        [.. Enumerable.Range(0, sampleRate * seconds)
            .Select(i => (short)Math.Round(10_000 * Math.Sin(2 * Math.PI * hertz * i / sampleRate)))];

    private FileAudioSource Open(string name) => FileAudioSource.Open(new(_directory.File(name), Pace.Max), TimeProvider.System, NullLogger.Instance);

    private async Task<short[]> ReadAllAsync(string name)
    {
        await using var source = Open(name);
        var samples = new List<short>();
        await foreach (var frame in source.ReadAsync(null, CancellationToken.None))
            samples.AddRange(frame.Samples.Span);
        return [.. samples];
    }
}
