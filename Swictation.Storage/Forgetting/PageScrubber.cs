using System.Buffers.Binary;
using Swictation.Storage.Sqlite.Access;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Writes zeros over all bytes of a database's file that belong to nothing: pages that are free, and in all others the room
/// between cells, freed cells and the ends of overflow chains, where SQLite leaves copies of what it has moved or deleted.
/// Past SQLite, which looks at none of these bytes; so nothing that is in force changes, whoever reads meanwhile.
/// </summary>
/// <remarks>The file must stand still: nobody checkpoints meanwhile. https://sqlite.org/fileformat2.html</remarks>
internal sealed class PageScrubber
{
    private const int FreelistAt = 32;

    // SQLite refuses a tree that has more.
    private const int MostLevels = 20;

    private readonly WriterLock _file;
    private readonly TreePage _tree;
    private readonly byte[] _page;
    private readonly byte[] _other;
    private readonly byte[] _zeros;

    public PageScrubber(WriterLock file)
    {
        _file = file;
        Span<byte> header = stackalloc byte[24];
        if (file.Read(header, 0) < header.Length) throw new InvalidDataException("the database has no header");
        var size = (int)BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        PageSize = size == 1 ? 65_536 : size;
        _tree = new(PageSize - header[20]);
        (_page, _other, _zeros) = (new byte[PageSize], new byte[PageSize], new byte[PageSize]);
    }

    public int PageSize { get; }

    /// <summary>How many stretches had something in them.</summary>
    public long Found { get; private set; }

    /// <summary>Cleans the whole file.</summary>
    /// <param name="roots">The first pages of all its trees, page 1 too.</param>
    /// <exception cref="InvalidDataException">It is not in SQLite's format.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public void CleanAll(IEnumerable<uint> roots)
    {
        var left = new Stack<uint>(roots);
        while (left.TryPop(out var number))
        {
            Read(number, _page);
            foreach (var child in CleanTreePage(number)) left.Push(child);
        }

        CleanFreelist();
    }

    /// <summary>The way to some pages: they, and all pages above those of them that are in a tree of the file. Changes nothing.</summary>
    /// <inheritdoc cref="CleanAll"/>
    public HashSet<uint> FindWay(IEnumerable<uint> roots, IReadOnlySet<uint> pages)
    {
        var way = pages.ToHashSet();
        foreach (var root in roots) IsOnWay(root, pages, way, levels: MostLevels);
        return way;
    }

    /// <summary>
    /// Cleans the pages on a way, and reads few beside them. It may have been found before these pages were written, when all were
    /// clean: what stands above one of them now was there before, or was written too.
    /// </summary>
    /// <inheritdoc cref="CleanAll"/>
    public void Clean(IEnumerable<uint> roots, IReadOnlySet<uint> way)
    {
        var left = new Stack<uint>(roots);
        while (left.TryPop(out var number))
        {
            Read(number, _page);
            foreach (var child in CleanTreePage(number).Where(way.Contains)) left.Push(child);
        }

        CleanFreelist();
    }

    private bool IsOnWay(uint number, IReadOnlySet<uint> pages, HashSet<uint> way, int levels)
    {
        if (levels == 0) throw new InvalidDataException($"page {number} is below too many others");
        Read(number, _page);
        _tree.Parse(_page, number);
        var children = _tree.Children;
        var isOnWay = pages.Contains(number);
        if (children.Count == 0) return isOnWay;

        // All children are of one kind.
        Read(children[^1], _other);
        var areLeaves = TreePage.IsLeaf(_other, children[^1]);
        foreach (var child in children) isOnWay |= areLeaves ? pages.Contains(child) : IsOnWay(child, pages, way, levels - 1);
        if (isOnWay) way.Add(number);
        return isOnWay;
    }

    private List<uint> CleanTreePage(uint number)
    {
        _tree.Parse(_page, number);
        foreach (var (start, length) in _tree.Slack) Clean(number, _page, start, length);
        foreach (var (first, bytes) in _tree.Overflows) CleanChain(first, bytes);
        return _tree.Children;
    }

    private void CleanChain(uint number, long bytes)
    {
        while (bytes > 0)
        {
            Read(number, _other);
            var part = (int)Math.Min(bytes, _tree.Usable - sizeof(uint));
            Clean(number, _other, sizeof(uint) + part, _tree.Usable - sizeof(uint) - part);
            bytes -= part;
            number = BinaryPrimitives.ReadUInt32BigEndian(_other);
        }
    }

    private void CleanFreelist()
    {
        Read(1, _page);
        var trunk = BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(FreelistAt));
        while (trunk != 0)
        {
            Read(trunk, _page);
            var leaves = (int)BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan(sizeof(uint)));
            var used = (2 + leaves) * sizeof(uint);
            if (leaves < 0 || used > _tree.Usable) throw new InvalidDataException($"page {trunk} is no list of free pages");
            for (var leaf = 0; leaf < leaves; leaf++)
            {
                var number = BinaryPrimitives.ReadUInt32BigEndian(_page.AsSpan((2 + leaf) * sizeof(uint)));
                Read(number, _other);
                Clean(number, _other, 0, PageSize);
            }

            Clean(trunk, _page, used, _tree.Usable - used);
            trunk = BinaryPrimitives.ReadUInt32BigEndian(_page);
        }
    }

    private void Clean(uint number, byte[] page, int start, int length)
    {
        if (!page.AsSpan(start, length).ContainsAnyExcept((byte)0)) return;
        _file.Write(_zeros.AsSpan(0, length), Offset(number) + start);
        Found++;
    }

    private void Read(uint number, byte[] page)
    {
        if (number == 0 || _file.Read(page, Offset(number)) < page.Length)
            throw new InvalidDataException($"the database has no page {number}");
    }

    private long Offset(uint number) => (number - 1L) * PageSize;
}
