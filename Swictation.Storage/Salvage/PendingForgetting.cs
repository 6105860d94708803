using Swictation.Storage.Forgetting;

namespace Swictation.Storage.Salvage;

/// <summary>
/// What was being forgotten when a log was damaged, to be written down in the one that is made of it (promise P11): what is
/// found there again goes again, as copies from before may have been found.
/// </summary>
internal sealed class PendingForgetting(string databasePath)
{
    private readonly Dictionary<long, OrderedEvent> _events = [];
    private readonly HashSet<FileStretch> _files = [];
    private readonly List<OrderedEvent> _again = [];

    /// <summary>True where anything was.</summary>
    public bool IsAny => _events.Count > 0 || _files.Count > 0;

    /// <returns>False for a record that is of another table.</returns>
    public bool TryAdd(long rowId, ReadOnlySpan<byte> record)
    {
        if (ForgettingRecord.TryRead(rowId, record, out var ordered)) _events[ordered.Position] = ordered;
        else if (ForgettingRecord.TryReadFile(rowId, record, databasePath, out var file)) _files.Add(file);
        else return false;
        return true;
    }

    /// <param name="position">Of an event in the damaged log.</param>
    /// <param name="now">Its position in the new one.</param>
    public void NoteKept(long position, long now)
    {
        if (_events.TryGetValue(position, out var ordered)) _again.Add(ordered with { Position = now });
    }

    /// <summary>In one transaction of the caller.</summary>
    public void WriteTo(ForgettingOrders orders)
    {
        orders.Add(_again);
        orders.AddFiles(_files);
    }
}
