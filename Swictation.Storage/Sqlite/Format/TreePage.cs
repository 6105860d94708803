using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// Where the bytes of a page of a tree are that belong to nothing, and where its tree goes on. Used again for the next page.
/// https://sqlite.org/fileformat2.html#b_tree_pages
/// </summary>
/// <param name="usable">Bytes of a page that SQLite uses.</param>
internal sealed class TreePage(int usable)
{
    private const byte InteriorIndex = 2;
    private const byte InteriorTable = 5;
    private const byte LeafIndex = 10;
    private const byte LeafTable = 13;
    private const int FileHeaderBytes = 100;
    private const int ShortestCell = 4;

    private readonly List<(int Start, int Length)> _used = [];
    private int _unaccounted;

    public int Usable => usable;

    /// <summary>Stretches that belong to nothing.</summary>
    public List<(int Start, int Length)> Slack { get; } = [];

    /// <summary>The first page of each chain of overflow pages, and how many bytes are in the chain.</summary>
    public List<(uint First, long Bytes)> Overflows { get; } = [];

    /// <summary>The pages below it.</summary>
    public List<uint> Children { get; private set; } = [];

    public static bool IsLeaf(ReadOnlySpan<byte> page, uint number) => page[HeaderAt(number)] is LeafIndex or LeafTable;

    /// <summary>Whether it is a page of a tree in which every byte is one of a cell, or free and counted as such.</summary>
    public bool IsWhole(ReadOnlySpan<byte> page, uint number)
    {
        if (!IsOfTree(page[HeaderAt(number)])) return false;
        try
        {
            Parse(page, number);
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return _unaccounted == 0;
    }

    /// <exception cref="InvalidDataException">It is no page of a tree.</exception>
    public void Parse(ReadOnlySpan<byte> page, uint number)
    {
        _used.Clear();
        Slack.Clear();
        Overflows.Clear();
        Children = [];
        try
        {
            ParseHeader(page, HeaderAt(number));
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException($"page {number} of the database is no page of a tree", e);
        }
    }

    private static bool IsOfTree(byte kind) => kind is InteriorIndex or InteriorTable or LeafIndex or LeafTable;

    private static int HeaderAt(uint number) => number == 1 ? FileHeaderBytes : 0;

    private void ParseHeader(ReadOnlySpan<byte> page, int header)
    {
        var kind = page[header];
        if (!IsOfTree(kind)) throw Misshapen();

        var isInterior = kind is InteriorIndex or InteriorTable;
        var free = U16(page, header + 1);
        var cells = U16(page, header + 3);
        var content = U16(page, header + 5) is var start and not 0 ? start : 65_536;
        var pointers = header + (isInterior ? 12 : 8);
        var end = pointers + (cells * sizeof(ushort));
        if (content < end || content > usable) throw Misshapen();

        _unaccounted = usable - content - page[header + 7];
        for (var cell = 0; cell < cells; cell++)
            ParseCell(page, kind, U16(page, pointers + (cell * sizeof(ushort))));
        if (isInterior) Children.Add(BinaryPrimitives.ReadUInt32BigEndian(page[(header + 8)..]));

        // Where nothing was ever freed in it, its cells stand without gaps.
        Slack.Add((end, content - end));
        if (free == 0 && page[header + 7] == 0) return;

        while (free != 0)
        {
            _used.Add((free, 2 * sizeof(ushort)));
            _unaccounted -= U16(page, free + sizeof(ushort));
            // In order, so that a damaged page does not lead in a circle.
            var next = U16(page, free);
            if (next != 0 && next <= free) throw Misshapen();
            free = next;
        }

        AddGaps(content);
    }

    private void AddGaps(int content)
    {
        _used.Sort();
        var reached = content;
        foreach (var (start, length) in _used)
        {
            if (start > reached) Slack.Add((reached, start - reached));
            reached = Math.Max(reached, start + length);
        }

        if (reached > usable) throw Misshapen();
        if (reached < usable) Slack.Add((reached, usable - reached));
    }

    private void ParseCell(ReadOnlySpan<byte> page, byte kind, int at)
    {
        var cell = page[at..usable];
        var rest = cell;
        if (kind is InteriorIndex or InteriorTable)
        {
            Children.Add(BinaryPrimitives.ReadUInt32BigEndian(rest));
            rest = rest[sizeof(uint)..];
        }

        if (!Varint.TryRead(ref rest, out var payload)) throw Misshapen();
        if (kind == InteriorTable)
        {
            Use(cell.Length - rest.Length);
            return;
        }

        if (kind == LeafTable && !Varint.TryRead(ref rest, out _)) throw Misshapen();
        var local = LocalBytes(payload, kind == LeafTable);
        var bytes = cell.Length - rest.Length + local;
        if (local < payload)
        {
            Overflows.Add((BinaryPrimitives.ReadUInt32BigEndian(rest[local..]), payload - local));
            bytes += sizeof(uint);
        }

        Use(bytes);

        void Use(int length)
        {
            length = Math.Max(length, ShortestCell);
            _used.Add((at, length));
            _unaccounted -= length;
        }
    }

    // How much of a row stands in its page.
    private int LocalBytes(long payload, bool isTable)
    {
        var most = isTable ? usable - 35 : ((usable - 12) * 64 / 255) - 23;
        if (payload < 0) throw Misshapen();
        if (payload <= most) return (int)payload;

        var least = ((usable - 12) * 32 / 255) - 23;
        var local = (int)(least + ((payload - least) % (usable - 4)));
        return local <= most ? local : least;
    }

    private static InvalidDataException Misshapen() => new("a page of the database has not the form of a tree's");

    private static int U16(ReadOnlySpan<byte> page, int at) => BinaryPrimitives.ReadUInt16BigEndian(page[at..]);
}
