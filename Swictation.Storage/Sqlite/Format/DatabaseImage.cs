using System.Buffers.Binary;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// The pages of a damaged database as they stand in its files, whatever its header, its schema and its trees say. Those
/// of the write-ahead log count up to its last commit.
/// </summary>
internal sealed class DatabaseImage : IDisposable
{
    private const int PageSizeAt = 16;

    private readonly FileStream? _file;
    private readonly FileStream? _walFile;
    private readonly List<WalFrame> _frames = [];
    private readonly Dictionary<uint, long> _newest = [];

    public DatabaseImage(string path)
    {
        if (File.Exists(path)) _file = UnlockedFile.OpenRead(path);
        if (!DatabaseFile.HasWal(path))
        {
            PageSize = ReadPageSize() ?? FindPageSize();
            return;
        }

        var walPath = DatabaseFile.WalOf(path);
        _walFile = UnlockedFile.OpenRead(walPath);
        using (var wal = new WalReader(walPath))
        {
            PageSize = wal is { HasIntactHeader: true, PageSize: > 0 } ? wal.PageSize : ReadPageSize() ?? FindPageSize();
            _frames.AddRange(wal.ReadFrames(PageSize));
        }

        var lastCommit = _frames.FindLastIndex(frame => frame.IsCommit);
        _frames.RemoveRange(lastCommit + 1, _frames.Count - lastCommit - 1);
        foreach (var frame in _frames) _newest[frame.Page] = frame.Offset;
    }

    public int PageSize { get; }

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Every page that there is, older forms of it first.</summary>
    public IEnumerable<PageImage> ReadPages()
    {
        var page = new byte[PageSize];
        var pages = _file is null ? 0 : _file.Length / PageSize;
        for (uint number = 1; number <= pages; number++)
        {
            if (TryRead(_file, (number - 1L) * PageSize, page)) yield return new(number, page, IsTrusted: true);
        }

        foreach (var frame in _frames)
        {
            if (TryRead(_walFile, frame.Offset, page)) yield return new(frame.Page, page, frame.IsIntact);
        }
    }

    /// <summary>The newest form of one page; false when it is not there.</summary>
    public bool TryRead(uint number, Span<byte> page) =>
        _newest.TryGetValue(number, out var offset)
            ? TryRead(_walFile, offset, page)
            : number > 0 && TryRead(_file, (number - 1L) * PageSize, page);

    public void Dispose()
    {
        _file?.Dispose();
        _walFile?.Dispose();
    }

    /// <summary>An unreadable sector costs its page.</summary>
    internal static bool TryRead(FileStream? file, long offset, Span<byte> page)
    {
        try
        {
            return file is not null && RandomAccess.Read(file.SafeFileHandle, page, offset) == page.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private int FindPageSize() => new PageSizeFinder(_file, _walFile).Find();

    // Null where it does not say it, or another page stands in the place of the first.
    private int? ReadPageSize()
    {
        Span<byte> header = stackalloc byte[PageSizeAt + sizeof(ushort)];
        if (!TryRead(_file, 0, header) || !header.StartsWith(Magic)) return null;

        // 1 stands for 65,536, which does not fit.
        var size = (int)BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeAt..]);
        if (size == 1) size = 65_536;
        return size >= 512 && int.IsPow2(size) ? size : null;
    }
}
