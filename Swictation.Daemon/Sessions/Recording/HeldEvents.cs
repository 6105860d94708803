using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Events that cannot be written yet, in order: at most <see cref="MostBytes"/>. The last part of that is
/// reserved for events other than transcriptions, so that stopping works to the end. The events of one transaction stay
/// together.
/// </summary>
internal sealed class HeldEvents
{
    /// <summary>
    /// 16 MiB; an event counts with <see cref="BytesPerEvent"/> and its line as a JSON string, as in a file
    /// of unsaved events.
    /// </summary>
    public const int MostBytes = 16 * 1024 * 1024;

    public const int BytesPerEvent = 128;

    private const int KeptForCommands = 1024 * 1024;

    // Small enough for a disk that has only a little room again, large enough to be written at full speed.
    private const int ChunkBytes = 256 * 1024;

    private readonly Queue<EventToAppend[]> _batches = [];
    private long _bytes;

    /// <summary>The size of the events; any thread may ask.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public int Count { get; private set; }

    /// <summary>False if there is no room for all of them; then none is held.</summary>
    public bool TryAdd(ReadOnlySpan<EventToAppend> batch)
    {
        var bytes = SizeOf(batch);
        var most = IsSpeech(batch) ? MostBytes - KeptForCommands : MostBytes;
        if (_bytes + bytes > most) return false;

        _batches.Enqueue(batch.ToArray());
        _bytes += bytes;
        Count += batch.Length;
        return true;
    }

    /// <summary>The oldest events, as many as are good to write at once.</summary>
    /// <returns>True if these are all.</returns>
    public bool CopyOldest(List<EventToAppend> to)
    {
        long bytes = 0;
        foreach (var batch in _batches)
        {
            if (bytes > 0 && bytes + SizeOf(batch) > ChunkBytes) return false;
            to.AddRange(batch);
            bytes += SizeOf(batch);
        }

        return true;
    }

    /// <summary>Lets go of as many of the oldest events as <see cref="CopyOldest"/> gave.</summary>
    public void RemoveOldest(int events)
    {
        while (events > 0)
        {
            var batch = _batches.Dequeue();
            _bytes -= SizeOf(batch);
            Count -= batch.Length;
            events -= batch.Length;
        }
    }

    /// <summary>Puts others in the place of all held events, and writes over what these had.</summary>
    /// <param name="left">In their order; null for one that goes entirely.</param>
    public void Replace(IReadOnlyList<EventToAppend?> left)
    {
        var next = 0;
        EventToAppend[][] before = [.. _batches];
        _batches.Clear();
        foreach (var batch in before)
        {
            EventToAppend[] after = [.. left.Skip(next).Take(batch.Length).OfType<EventToAppend>()];
            for (var i = 0; i < batch.Length; i++) Clear(batch[i], left[next + i]);
            next += batch.Length;
            if (after.Length > 0) _batches.Enqueue(after);
        }

        _bytes = _batches.Sum(batch => SizeOf(batch));
        Count = _batches.Sum(batch => batch.Length);
    }

    /// <summary>All held events, oldest first.</summary>
    public IEnumerable<EventToAppend> All => _batches.SelectMany(batch => batch);

    private static void Clear(in EventToAppend was, EventToAppend? now)
    {
        if (now is not { } left || !left.Body.Equals(was.Body)) Clear(was.Body);
        if (now is not { } sent || !sent.LiveBody.Equals(was.LiveBody)) Clear(was.LiveBody);
    }

    private static void Clear(ReadOnlyMemory<byte> body)
    {
        if (MemoryMarshal.TryGetArray(body, out var bytes)) bytes.AsSpan().Clear();
    }

    private static long SizeOf(ReadOnlySpan<EventToAppend> batch)
    {
        long bytes = 0;
        foreach (ref readonly var e in batch)
            bytes += EscapedLength(e.Body.Span) + e.LiveBody.Length + BytesPerEvent;
        return bytes;
    }

    private static long EscapedLength(ReadOnlySpan<byte> json)
    {
        Span<byte> escaped = stackalloc byte[1024];
        long length = 0;
        while (!json.IsEmpty)
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(json, escaped, out var read, out var written);
            length += written;
            json = json[read..];
        }

        return length;
    }

    private static bool IsSpeech(ReadOnlySpan<EventToAppend> batch)
    {
        foreach (ref readonly var e in batch)
        {
            if (e.Type == Transcription.TypeName) return true;
        }

        return false;
    }
}
