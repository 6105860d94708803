using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>Decodes a sound file at its own sample rate and mixes its channels to one: their mean.</summary>
internal sealed class SoundFileReader : ISampleReader
{
    private const int BlockFrames = 1024;

    private readonly string _path;
    private readonly SndFileHandle _file;
    private readonly SoundFileInfo _info;
    private readonly float[] _interleaved;
    private long _framesRead;

    private SoundFileReader(string path, SndFileHandle file, SoundFileInfo info)
    {
        _path = path;
        _file = file;
        _info = info;
        _interleaved = new float[BlockFrames * info.Channels];
    }

    public int SampleRate => _info.SampleRate;

    /// <exception cref="AudioSourceException">The file is missing, not readable, empty, or no audio.</exception>
    public static SoundFileReader Open(string path)
    {
        ReadableFile.ThrowIfNone(path);
        try
        {
            var file = SndFile.OpenRead(path, out var info);
            if (file.IsInvalid)
            {
                var reason = SndFile.DescribeError(file);
                file.Dispose();
                throw new AudioSourceException(
                    path, $"is no audio that libsndfile can read ({reason}); give a WAV, FLAC, OGG or MP3 file");
            }

            if (info.Frames > 0) return new SoundFileReader(path, file, info);
            file.Dispose();
            throw new AudioSourceException(path, "holds no audio: it has a header but no samples; give a recording");
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(path, SndFile.Library, SndFile.DebianPackage);
        }
    }

    public int Read(Span<float> samples)
    {
        var filled = 0;
        while (filled < samples.Length)
        {
            var frames = ReadBlock(Math.Min(BlockFrames, samples.Length - filled));
            if (frames == 0) break;
            Mix(_interleaved.AsSpan(0, frames * _info.Channels), samples.Slice(filled, frames));
            filled += frames;
        }

        return filled;
    }

    public void Dispose() => _file.Dispose();

    private int ReadBlock(int wanted)
    {
        var frames = (int)SndFile.sf_readf_float(_file, _interleaved, wanted);
        _framesRead += frames;
        if (frames == wanted) return frames;

        if (SndFile.sf_error(_file) != 0) throw BrokenOff(SndFile.DescribeError(_file));
        if (_framesRead < _info.Frames && _info.Frames != SndFile.UnknownFrames) throw BrokenOff("the file is cut off");
        return frames;
    }

    private AudioSourceException BrokenOff(string reason)
    {
        var seconds = (double)_framesRead / _info.SampleRate;
        return new AudioSourceException(
            _path, $"cannot be decoded after {seconds:F1} s ({reason}); check or convert the file");
    }

    private static void Mix(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        var channels = interleaved.Length / mono.Length;
        for (var frame = 0; frame < mono.Length; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * channels, channels)) sum += sample;
            mono[frame] = sum / channels;
        }
    }
}
