using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using Swictation.Daemon.Speech.Audio;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.NAudio;

/// <summary>
/// Decodes a WAV or AIFF file with NAudio, mixes its channels to their mean and resamples it to 16 kHz. NAudio's
/// readers of compressed files want Windows' codecs, and its capture wants Windows' devices: neither is here.
/// </summary>
internal sealed class NAudioFileReader : ISampleReader
{
    private readonly string _path;
    private readonly WaveStream _file;
    private readonly ISampleProvider _samples;

    private NAudioFileReader(string path, WaveStream file)
    {
        _path = path;
        _file = file;
        _samples = AtSystemRate(Mono(file.ToSampleProvider()));
    }

    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static NAudioFileReader Open(string path)
    {
        ReadableFile.ThrowIfNone(path);
        WaveStream? file = null;
        try
        {
            file = IsAiff(path) ? new AiffFileReader(path) : new WaveFileReader(path);
            if (file.Length > 0) return new NAudioFileReader(path, file);
        }
        catch (Exception e)
        {
            file?.Dispose();
            throw new AudioSourceException(
                path,
                $"is no audio that NAudio can read ({e.Message}); give an uncompressed WAV or AIFF file, or use file:");
        }

        file.Dispose();
        throw new AudioSourceException(path, "holds no audio: it has a header but no samples; give a recording");
    }

    public int Read(Span<float> samples)
    {
        try
        {
            var filled = 0;
            // A resampler gives a little less than was asked for at the end of each block it has read.
            while (filled < samples.Length && _samples.Read(samples[filled..]) is > 0 and var read) filled += read;
            return filled;
        }
        catch (IOException e)
        {
            throw new AudioSourceException(_path, $"cannot be read to its end ({e.Message}); look at the disk");
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsAiff(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("FORM"u8);
    }

    private static ISampleProvider Mono(ISampleProvider file)
    {
        var channels = file.WaveFormat.Channels;
        if (channels == 1) return file;
        var mean = new float[channels, 1];
        for (var channel = 0; channel < channels; channel++) mean[channel, 0] = 1f / channels;
        return new ChannelMixerSampleProvider(file, mean);
    }

    private static ISampleProvider AtSystemRate(ISampleProvider mono) =>
        mono.WaveFormat.SampleRate == AudioFormat.SamplesPerSecond
            ? mono
            : new WdlResamplingSampleProvider(mono, AudioFormat.SamplesPerSecond);
}
