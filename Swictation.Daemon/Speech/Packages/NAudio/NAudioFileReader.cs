using Microsoft.Extensions.Logging;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.NAudio;

/// <summary>Reads a sound file at 16 kHz with NAudio's decoder and resampler, and so without any library of the system.</summary>
internal sealed class NAudioFileReader : ISampleReader
{
    private readonly SoundFileReader _file;
    private readonly WdlResamplingSampleProvider _samples;

    private NAudioFileReader(SoundFileReader file)
    {
        _file = file;
        _samples = new(new Samples(file), AudioFormat.SamplesPerSecond);
    }

    /// <param name="channel">Counted from 1; null for the loudest.</param>
    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static ISampleReader Open(string path, int? channel, ILogger logger)
    {
        var file = SoundFileReader.Of(path, NAudioFile.Open(path), channel, logger);
        return file.SampleRate == AudioFormat.SamplesPerSecond ? file : new NAudioFileReader(file);
    }

    public int Read(Span<float> samples)
    {
        var filled = 0;
        // A resampler gives a little less than was asked for at the end of each block it has read.
        while (filled < samples.Length && _samples.Read(samples[filled..]) is > 0 and var read) filled += read;
        return filled;
    }

    public void Dispose() => _file.Dispose();

    private sealed class Samples(SoundFileReader file) : ISampleProvider
    {
        public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(file.SampleRate, 1);

        public int Read(Span<float> samples) => file.Read(samples);
    }
}
