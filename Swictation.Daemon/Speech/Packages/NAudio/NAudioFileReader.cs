using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.NAudio;

/// <summary>
/// Decodes a WAV or AIFF file with NAudio, takes one of its channels and resamples it to 16 kHz. NAudio's
/// readers of compressed files want Windows' codecs, and its capture wants Windows' devices: neither is here.
/// </summary>
internal sealed class NAudioFileReader : ISampleReader
{
    private readonly string _path;
    private readonly WaveStream _file;
    private readonly ISampleProvider _samples;

    private NAudioFileReader(string path, WaveStream file, int? channel)
    {
        _path = path;
        _file = file;
        var samples = file.ToSampleProvider();
        _samples = AtSystemRate(samples.WaveFormat.Channels == 1 ? samples : new OneChannel(samples, channel));
    }

    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    /// <param name="channel">Counted from 1; null for the loudest.</param>
    public static NAudioFileReader Open(string path, int? channel = null)
    {
        ReadableFile.ThrowIfNone(path);
        WaveStream? file = null;
        try
        {
            file = IsAiff(path) ? new AiffFileReader(path) : new WaveFileReader(path);
            if (channel > file.WaveFormat.Channels) throw new InvalidDataException($"it has no channel {channel}");
            if (file.Length > 0) return new NAudioFileReader(path, file, channel);
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

    private static ISampleProvider AtSystemRate(ISampleProvider mono) =>
        mono.WaveFormat.SampleRate == AudioFormat.SamplesPerSecond
            ? mono
            : new WdlResamplingSampleProvider(mono, AudioFormat.SamplesPerSecond);

    private sealed class OneChannel(ISampleProvider file, int? channel) : ISampleProvider
    {
        private readonly int _channels = file.WaveFormat.Channels;
        private readonly ChannelChoice _choice = new(file.WaveFormat.Channels, channel, file.WaveFormat.SampleRate);
        private readonly float[] _interleaved = new float[Math.Max(1, file.WaveFormat.SampleRate / 50) * file.WaveFormat.Channels];

        public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(file.WaveFormat.SampleRate, 1);

        public int Read(Span<float> samples)
        {
            var filled = 0;
            while (filled < samples.Length)
            {
                var wanted = Math.Min(_interleaved.Length, (samples.Length - filled) * _channels);
                var frames = file.Read(_interleaved.AsSpan(0, wanted)) / _channels;
                if (frames == 0) break;
                _choice.Take(_interleaved.AsSpan(0, frames * _channels), samples.Slice(filled, frames));
                filled += frames;
            }

            return filled;
        }
    }
}
