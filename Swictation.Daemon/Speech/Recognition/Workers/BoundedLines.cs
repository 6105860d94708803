namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// Lines out of a pipe whose writer is not trusted. None is longer than the buffer: a longer one comes in pieces.
/// </summary>
internal sealed class BoundedLines(Stream stream, int longest)
{
    private readonly byte[] _buffer = new byte[longest];
    private int _start;
    private int _end;

    /// <summary>The next line, valid until the next call; null at the end.</summary>
    public async ValueTask<BoundedLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan((_start + searched).._end).IndexOf((byte)'\n');
            if (newline >= 0) return Take(searched + newline, isWhole: true);

            searched = _end - _start;
            if (searched == _buffer.Length) return Take(searched, isWhole: false);

            if (_start > 0)
            {
                _buffer.AsSpan(_start.._end).CopyTo(_buffer);
                (_start, _end) = (0, searched);
            }

            var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0) return searched == 0 ? null : Take(searched, isWhole: false);
            _end += count;
        }
    }

    /// <summary>Reads what stands between two lines; false if the end comes before it is full.</summary>
    public async ValueTask<bool> TryReadAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        var read = Math.Min(bytes.Length, _end - _start);
        _buffer.AsMemory(_start, read).CopyTo(bytes);
        _start += read;
        var rest = bytes[read..];
        return await stream.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false) == rest.Length;
    }

    private BoundedLine Take(int length, bool isWhole)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += isWhole ? length + 1 : length;
        return new(line, isWhole);
    }
}
