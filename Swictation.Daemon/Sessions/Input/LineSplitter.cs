using System.Text;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Bytes of UTF-8, or of UTF-16, to lines of text, each as a terminal shows it at its end, without its newline and
/// surrounding white space; empty ones are left out.
/// </summary>
internal sealed class LineSplitter
{
    /// <summary>
    /// A line that is longer comes in pieces: nothing that was sent is thrown away, and memory stays bounded.
    /// </summary>
    public const int MaxLineBytes = 1024 * 1024;

    private const int LongestCharacter = 4;
    private const int BytesThatTellTheEncoding = 2;

    private byte[] _buffer = new byte[64 * 1024];
    private int _length;
    private bool _isEncodingKnown;
    private Utf16? _utf16;

    /// <summary>Where the next bytes are to be read to.</summary>
    public Span<byte> Free => _buffer.AsSpan(_length);

    /// <summary>Takes bytes that were read into <see cref="Free"/>, and adds the lines that they complete.</summary>
    public void Take(int count, List<string> lines)
    {
        if (!_isEncodingKnown)
        {
            count += _length;
            _length = 0;
            _isEncodingKnown = count >= BytesThatTellTheEncoding;
            if (_isEncodingKnown) _utf16 = Utf16.Detect(_buffer);
        }

        if (_utf16 is not null) count = Transcode(count, isEnd: false);
        var searched = _length;
        _length += count;
        var start = 0;
        while (_buffer.AsSpan(searched, _length - searched).IndexOf((byte)'\n') is >= 0 and var offset)
        {
            Add(start, searched + offset, lines);
            start = searched = searched + offset + 1;
        }

        Array.Copy(_buffer, start, _buffer, 0, _length - start);
        _length -= start;
        if (_length < _buffer.Length) return;

        if (_length >= MaxLineBytes)
            Cut(lines);
        else
            Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    /// <summary>
    /// The input has ended: a rest without a newline is a line too. What comes from the next writer may be in another
    /// encoding.
    /// </summary>
    public void Finish(List<string> lines)
    {
        if (_utf16 is not null) _length += Transcode(0, isEnd: true);
        Add(0, _length, lines);
        _length = 0;
        _utf16 = null;
        _isEncodingKnown = false;
    }

    // In place of the bytes that were read. Of these half a character may be left for the next time.
    private int Transcode(int count, bool isEnd)
    {
        var utf8 = _utf16!.ToUtf8(_buffer.AsSpan(_length, count), isEnd);
        if (_buffer.Length - _length <= utf8.Length) Array.Resize(ref _buffer, _buffer.Length + utf8.Length);
        utf8.CopyTo(_buffer, _length);
        return utf8.Length;
    }

    // The last character goes to the next piece: not all of it may be here yet.
    private void Cut(List<string> lines)
    {
        var last = _length - 1;
        while (last > _length - LongestCharacter && (_buffer[last] & 0xC0) == 0x80) last--;

        Add(0, last, lines);
        Array.Copy(_buffer, last, _buffer, 0, _length - last);
        _length -= last;
    }

    private void Add(int start, int end, List<string> lines)
    {
        var text = TerminalLine.Show(Encoding.UTF8.GetString(_buffer, start, end - start));
        if (text.Length > 0) lines.Add(text);
    }
}
