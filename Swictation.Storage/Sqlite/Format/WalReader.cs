using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// Reads a write-ahead log as a file, without SQLite, which stops at the first frame that is not what was written and
/// never says that something came after it. https://sqlite.org/fileformat2.html#the_write_ahead_log
/// </summary>
internal sealed class WalReader : IDisposable
{
    public const int HeaderBytes = 32;
    public const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377f0682;
    private const int SmallestPage = 512;
    private const int LargestPage = 65_536;

    private readonly FileStream _file;
    private readonly byte[] _header = new byte[HeaderBytes];

    public WalReader(string path)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (_file.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return;

        var magic = BinaryPrimitives.ReadUInt32BigEndian(_header);
        IsBigEndian = (magic & 1) != 0;
        HasIntactHeader = (magic & ~1u) == Magic
            && default(WalChecksum).Add(_header.AsSpan(0, 24), IsBigEndian) == WalChecksum.Read(_header.AsSpan(24));
        var size = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(8));
        PageSize = size is >= SmallestPage and <= LargestPage && uint.IsPow2(size) ? (int)size : 0;
    }

    /// <summary>0 where the header does not say.</summary>
    public int PageSize { get; }

    public bool HasIntactHeader { get; }

    /// <summary>The beginning of the file.</summary>
    public ReadOnlySpan<byte> Header => _header;

    /// <summary>The mark of this generation of frames; the file has older ones too.</summary>
    public ReadOnlySpan<byte> Salts => _header.AsSpan(16, 8);

    /// <summary>The first frame that is not what was written, or of an older generation; 0 before it was met.</summary>
    public long BrokenAt { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Length => _file.Length;

    private bool IsBigEndian { get; }

    /// <summary>All frames of this generation, in order, the damaged ones too.</summary>
    /// <param name="pageSize">To go by where the header is damaged.</param>
    public IEnumerable<WalFrame> ReadFrames(int pageSize)
    {
        var frame = new byte[FrameHeaderBytes + pageSize];
        var isIntact = HasIntactHeader && pageSize == PageSize;
        var checksum = WalChecksum.Read(_header.AsSpan(24));
        var salts = isIntact ? Salts.ToArray() : null;
        for (long at = HeaderBytes; at + frame.Length <= _file.Length; at += frame.Length)
        {
            if (RandomAccess.Read(_file.SafeFileHandle, frame, at) < frame.Length) yield break;

            salts ??= frame[8..16];
            var isOfThisGeneration = frame.AsSpan(8, 8).SequenceEqual(salts);
            if (isIntact)
            {
                checksum = checksum.Add(frame.AsSpan(0, 8), IsBigEndian)
                    .Add(frame.AsSpan(FrameHeaderBytes), IsBigEndian);
                isIntact = isOfThisGeneration && checksum == WalChecksum.Read(frame.AsSpan(16));
            }

            if (!isIntact && BrokenAt == 0) BrokenAt = Number(at, frame.Length);
            if (!isOfThisGeneration) continue;
            var page = BinaryPrimitives.ReadUInt32BigEndian(frame);
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            yield return new(Number(at, frame.Length), page, isCommit, isIntact, at + FrameHeaderBytes);
        }
    }

    public void Dispose() => _file.Dispose();

    private static long Number(long at, int frameBytes) => ((at - HeaderBytes) / frameBytes) + 1;
}
