using System.IO.Pipes;
using Swictation.Daemon.Speech.Audio.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Decodes with libsndfile what is no plain WAV file.</summary>
internal sealed class SndFileReader : IFrameReader
{
    private const int Float = 6;
    private const int Double = 7;

    private readonly SndFileHandle _file;
    private readonly SoundFileInfo _info;
    private readonly IDisposable? _input;
    private long _framesRead;

    private SndFileReader(SndFileHandle file, SoundFileInfo info, IDisposable? input)
    {
        (_file, _info, _input) = (file, info, input);
    }

    public int SampleRate => _info.SampleRate;

    public int Channels => _info.Channels;

    public bool IsFloat => (_info.Format & 0xFFFF) is Float or Double;

    public string? Fault { get; private set; }

    private static ReadOnlySpan<byte> Flac => "fLaC"u8;

    private static ReadOnlySpan<byte> Ogg => "OggS"u8;

    /// <summary>Takes over the stream.</summary>
    /// <exception cref="AudioSourceException">It is no audio, or libsndfile is missing.</exception>
    public static SndFileReader Open(SoundStream stream)
    {
        try
        {
            IDisposable? input = null;
            SoundFileInfo info;
            SndFileHandle file;
            if (stream.IsFile && stream.Path != "-" && !(IsStreamed(stream.Peek(4)) && stream.IsWritten))
            {
                file = SndFile.OpenRead(stream.Path, out info);
                stream.Dispose();
            }
            else if (stream.Peek(Flac.Length).SequenceEqual(Flac))
            {
                // Its decoder turns back once, over the header, which a pipe cannot.
                (file, input) = VirtualSound.Open(stream, out info);
            }
            else
            {
                (file, input) = OpenPiped(stream, out info);
            }

            if (file.IsInvalid)
            {
                var reason = SndFile.DescribeError(file);
                file.Dispose();
                input?.Dispose();
                throw new AudioSourceException(stream.Path, ReadableFile.NoAudio(stream.Path, $"libsndfile can read ({reason})"));
            }

            if (info.Frames > 0) return new SndFileReader(file, info, input);
            file.Dispose();
            input?.Dispose();
            throw new AudioSourceException(
                stream.Path, "holds no audio: it has a header but no samples; give a recording");
        }
        catch (DllNotFoundException)
        {
            throw MissingLibrary.For(stream.Path, SndFile.Library, SndFile.DebianPackage);
        }
    }

    public int ReadFrames(Span<float> interleaved)
    {
        var wanted = interleaved.Length / _info.Channels;
        var frames = (int)SndFile.sf_readf_float(_file, interleaved, wanted);
        _framesRead += frames;
        if (frames == wanted) return frames;

        if (SndFile.sf_error(_file) != 0)
            Fault = $"it cannot be decoded further ({SndFile.DescribeError(_file)})";
        else if (_framesRead < _info.Frames && _info.Frames < SndFile.UnknownFrames / 4)
            Fault = "it is cut off";
        return frames;
    }

    public void Dispose()
    {
        _file.Dispose();
        _input?.Dispose();
    }

    // Forms that are read from front to back, and so until their writer is done.
    private static bool IsStreamed(ReadOnlySpan<byte> start) => start.SequenceEqual(Flac) || start.SequenceEqual(Ogg);

    // What has been looked at already cannot be put back into a pipe: it goes through one of our own.
    private static (SndFileHandle File, IDisposable Input) OpenPiped(SoundStream stream, out SoundFileInfo info)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        // Taken before the other end can be closed: it stays ours.
        var end = pipe.ClientSafePipeHandle;
        new Thread(() => Pass(stream, pipe)) { IsBackground = true, Name = "sound of a pipe" }.Start();
        return (SndFile.OpenRead((int)end.DangerousGetHandle(), out info), end);
    }

    private static void Pass(SoundStream stream, AnonymousPipeServerStream pipe)
    {
        try
        {
            using (pipe)
            {
                var block = new byte[16 * 1024];
                while (stream.Read(block) is > 0 and var read) pipe.Write(block.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is IOException or AudioSourceException)
        {
            // Nobody reads any more, or there is nothing more: the pipe ends here.
        }
        finally
        {
            stream.Dispose();
        }
    }
}
