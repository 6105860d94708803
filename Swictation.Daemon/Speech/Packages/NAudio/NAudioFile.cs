using NAudio.Wave;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.NAudio;

/// <summary>
/// Decodes a WAV or AIFF file with NAudio, whose readers of compressed files want Windows' codecs: those are not here.
/// </summary>
internal sealed class NAudioFile : IFrameReader
{
    private readonly string _path;
    private readonly WaveStream _file;
    private readonly ISampleProvider _samples;

    private NAudioFile(string path, WaveStream file)
    {
        (_path, _file) = (path, file);
        _samples = file.ToSampleProvider();
    }

    public int SampleRate => _file.WaveFormat.SampleRate;

    public int Channels => _file.WaveFormat.Channels;

    public bool IsFloat => _file.WaveFormat.Encoding == WaveFormatEncoding.IeeeFloat;

    public string? Fault => null;

    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static NAudioFile Open(string path)
    {
        ReadableFile.ThrowIfNone(path);
        WaveStream? file = null;
        try
        {
            file = IsAiff(path) ? new AiffFileReader(path) : new WaveFileReader(path);
            if (file.Length > 0) return new(path, file);
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

    public int ReadFrames(Span<float> interleaved)
    {
        try
        {
            var filled = 0;
            while (filled < interleaved.Length && _samples.Read(interleaved[filled..]) is > 0 and var read) filled += read;
            return filled / Channels;
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
}
