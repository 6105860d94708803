using NAudio.SoundFile;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;
using Swictation.Daemon.Audio;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using SoundFile = NAudio.SoundFile.SoundFileReader;

namespace Swictation.Daemon.Packages.NAudio;

/// <summary>Decodes a sound file with NAudio, mixes its channels to their mean and resamples it to 16 kHz.</summary>
internal sealed class NAudioFileReader : ISampleReader
{
    private readonly string _path;
    private readonly SoundFile _file;
    private readonly ISampleProvider _samples;

    private NAudioFileReader(string path, SoundFile file)
    {
        _path = path;
        _file = file;
        _samples = AtSystemRate(Mono(file));
    }

    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static NAudioFileReader Open(string path)
    {
        ReadableFile.ThrowIfNone(path);
        try
        {
            var file = new SoundFile(path);
            if (file.Length > 0) return new NAudioFileReader(path, file);
            file.Dispose();
            throw new AudioSourceException(path, "holds no audio: it has a header but no samples; give a recording");
        }
        catch (SoundFileException e)
        {
            throw new AudioSourceException(
                path, $"is no audio that NAudio can read ({e.Message}); give a WAV, FLAC, OGG or MP3 file");
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(path, "libsndfile", "libsndfile1");
        }
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
        catch (SoundFileException e)
        {
            throw new AudioSourceException(_path, $"cannot be decoded to its end ({e.Message}); convert the file");
        }
    }

    public void Dispose() => _file.Dispose();

    private static ISampleProvider Mono(SoundFile file)
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
