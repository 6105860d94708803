using System.Globalization;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Salvage;

/// <summary>Notes where the events of a damaged log go in the one that is made of it.</summary>
internal sealed class MovedEvents
{
    private readonly List<MovedRange> _ranges = [];

    // In a text the quotes would be escaped.
    private static readonly byte[] Of = "\"of\":"u8.ToArray();

    public MovedPositions Positions => new([.. _ranges]);

    /// <param name="was">Its position in the damaged log; 0 for an event that is new.</param>
    /// <param name="now">Its position in the new one.</param>
    public void Note(long was, long now)
    {
        if (was == 0) return;
        if (_ranges is [.., var newest] && newest.Last + 1 == now && newest.WasLast + 1 == was)
            _ranges[^1] = newest with { Count = newest.Count + 1 };
        else _ranges.Add(new(now, was, 1));
    }

    /// <summary>An event as it stands in the new log: another text of a sentence says where that is now, or 0 where it is lost.</summary>
    public EventToAppend Follow(in EventToAppend e)
    {
        if (e.Type != TextRevised.TypeName || e.Body.Span.IndexOf(Of) is not (>= 0 and var at)) return e;

        var body = e.Body.Span;
        var digits = body[(at + Of.Length)..];
        var end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end <= 0 || !long.TryParse(digits[..end], CultureInfo.InvariantCulture, out var was)) return e;

        var now = Encoding.ASCII.GetBytes((FindHere(was) ?? 0).ToString(CultureInfo.InvariantCulture));
        return digits[..end].SequenceEqual(now) ? e : e with { Body = (byte[])[.. body[..(at + Of.Length)], .. now, .. digits[end..]] };
    }

    private long? FindHere(long was)
    {
        for (var (low, high) = (0, _ranges.Count - 1); low <= high;)
        {
            var middle = (low + high) / 2;
            var range = _ranges[middle];
            if (range.WasLast < was) low = middle + 1;
            else if (range.Was > was) high = middle - 1;
            else return range.First + was - range.Was;
        }

        return null;
    }
}
