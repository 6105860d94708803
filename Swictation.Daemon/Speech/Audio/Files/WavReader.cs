using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>
/// Reads a WAV file as it is and not as its header says it should be: recorders that were killed leave lengths of 0 or
/// 4 GB, those that write into a pipe cannot know them, some forget the byte that fills up a chunk of odd length, and
/// files are put behind one another.
/// </summary>
internal sealed class WavReader : IFrameReader
{
    private const int ChunkHead = 8;
    private const int RiffHead = 12;
    private const int MostFormatBytes = 4096;

    // What is written in place of a length that is not known yet: the largest that 31 or 32 bits have, less a header.
    private const uint LengthsBeforeEnd = 0x7FFFF000;

    private readonly SoundStream _stream;
    private readonly WavFormat _format;
    private byte[] _block = [];
    private long? _left;
    private long _frames;
    private long _promised;
    private bool _isAtEnd;

    private WavReader(SoundStream stream, WavFormat format)
    {
        (_stream, _format) = (stream, format);
    }

    public int SampleRate => _format.SampleRate;

    public int Channels => _format.Channels;

    public bool IsFloat => _format.IsFloat;

    public string? Fault { get; private set; }

    /// <summary>Null, and nothing taken, for what is no WAV file, or one whose samples are compressed.</summary>
    /// <exception cref="AudioSourceException">It is one, and holds no sound.</exception>
    public static WavReader? TryOpen(SoundStream stream)
    {
        if (!IsWav(stream.Peek(RiffHead)) || FindFormat(stream) is not { } format) return null;

        var reader = new WavReader(stream, format);
        stream.Skip(RiffHead);
        return reader.TryFindData() && (reader._left is not 0) && stream.Peek(format.FrameBytes).Length == format.FrameBytes
            ? reader
            : throw new AudioSourceException(
                stream.Path, "holds no audio: it has a header but no samples; give a recording");
    }

    public int ReadFrames(Span<float> interleaved)
    {
        var wanted = interleaved.Length / _format.Channels;
        var read = 0;
        while (read < wanted && !_isAtEnd)
        {
            var frames = ReadOfChunk(interleaved[(read * _format.Channels)..], wanted - read);
            read += frames;
            if (frames == 0 && !TryGoOn()) _isAtEnd = true;
        }

        return read;
    }

    public void Dispose() => _stream.Dispose();

    private int ReadOfChunk(Span<float> interleaved, int wanted)
    {
        var size = _format.FrameBytes;
        if (_block.Length < wanted * size) _block = new byte[wanted * size];
        var bytes = (int)Math.Min(wanted * (long)size, _left ?? long.MaxValue);
        var filled = 0;
        while (filled < bytes && _stream.Read(_block.AsSpan(filled, bytes - filled)) is > 0 and var read) filled += read;
        if (filled < bytes && _left is not null) SayCutOff();
        _left -= filled;
        var frames = filled / size;
        _format.Decode(_block.AsSpan(0, frames * size), interleaved[..(frames * _format.Channels)]);
        _frames += frames;
        return frames;
    }

    // Behind the samples: nothing, chunks with titles and the like, or another file.
    private bool TryGoOn()
    {
        if (_left is not 0) return false;

        if (_promised % 2 == 1) SkipPadding();
        while (_stream.Peek(RiffHead) is { Length: >= ChunkHead } head)
        {
            if (IsWav(head))
            {
                if (FindFormat(_stream) is { } format && format != _format)
                {
                    Fault = string.Create(
                        CultureInfo.InvariantCulture,
                        $"another file of another format stands behind {Seconds(_frames):F1} s, and is not read");
                    return false;
                }

                _stream.Skip(RiffHead);
                if (!TryFindData()) return false;
                if (_left is not 0) return true;
                continue;
            }

            if (!IsName(head)) return false;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            _stream.Skip(ChunkHead);
            if (!_stream.Skip(length)) return false;
            if (length % 2 == 1) SkipPadding();
        }

        return false;
    }

    private bool TryFindData()
    {
        long? length64 = null;
        while (_stream.Peek(ChunkHead) is { Length: ChunkHead } head)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var (isData, is64) = (head[..4].SequenceEqual("data"u8), head[..4].SequenceEqual("ds64"u8));
            _stream.Skip(ChunkHead);
            if (isData)
            {
                Begin(length, length64);
                return true;
            }

            // RF64: the lengths that 32 bits cannot hold.
            if (is64 && _stream.Peek(16) is { Length: 16 } sizes) length64 = BinaryPrimitives.ReadInt64LittleEndian(sizes[8..]);
            if (!_stream.Skip(length)) return false;
            if (length % 2 == 1) SkipPadding();
        }

        return false;
    }

    private void Begin(uint length, long? length64)
    {
        _promised = length;
        var isKnown = length64 is > 0 || (length > 0 && length < LengthsBeforeEnd);
        _left = isKnown ? length64 is > 0 and var known ? known : length : null;
        if (_left is { } promised) _promised = promised;
        if (length > 0 || length64 is not null) return;

        // The recorder has not come to write the length: what follows is sound to the end, if anything does.
        var next = _stream.Peek(ChunkHead);
        if (next.Length < ChunkHead || IsOfNoSound(next))
            _left = 0;
        else if (_stream.IsFile)
            Fault = "its recorder was ended before it wrote the length; it is read to the end";
    }

    // A byte that is missing is not skipped: behind it stands the name of the next chunk.
    private void SkipPadding()
    {
        var next = _stream.Peek(ChunkHead);
        if (next.Length > 0 && !(next.Length == ChunkHead && IsName(next) && next[0] != 0)) _stream.Skip(1);
    }

    private void SayCutOff()
    {
        Fault = string.Create(
            CultureInfo.InvariantCulture,
            $"it is cut off: its header promises {Seconds(_promised / _format.FrameBytes):F1} s");
        _left = null;
        _isAtEnd = true;
    }

    private double Seconds(long frames) => (double)frames / _format.SampleRate;

    private static bool IsWav(ReadOnlySpan<byte> head) =>
        head.Length >= RiffHead && head[8..12].SequenceEqual("WAVE"u8)
            && (head[..4].SequenceEqual("RIFF"u8) || head[..4].SequenceEqual("RF64"u8) || head[..4].SequenceEqual("BW64"u8));

    private static bool IsName(ReadOnlySpan<byte> chunk) => !chunk[..4].ContainsAnyExceptInRange((byte)' ', (byte)'z');

    private static bool IsOfNoSound(ReadOnlySpan<byte> chunk) =>
        Encoding.ASCII.GetString(chunk[..4]) is "LIST" or "fact" or "cue " or "smpl" or "bext" or "id3 " or "JUNK" or "PEAK";

    // The format stands in the first chunks, and is looked for without taking them.
    private static WavFormat? FindFormat(SoundStream stream)
    {
        var at = RiffHead;
        while (at < MostFormatBytes)
        {
            var head = stream.Peek(at + ChunkHead);
            if (head.Length < at + ChunkHead) return null;
            var chunk = head[at..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8) || length > MostFormatBytes) return null;
            if (chunk[..4].SequenceEqual("fmt "u8))
                return WavFormat.Parse(stream.Peek(at + ChunkHead + (int)length)[(at + ChunkHead)..]);
            at += ChunkHead + (int)(length + (length % 2));
        }

        return null;
    }
}
