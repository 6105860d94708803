using System.Text;

namespace Swictation.Testing;

/// <summary>Bytes that are nearly what a reader expects: the same for the same seed.</summary>
public sealed class Mutations(int seed, params string[] examples)
{
    private const int MostBytes = 4096;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-", "0", "1e999", "-1",
        "9223372036854775808", "0.0000000000000000000000000001", " ", "\t", "\r\n", "\n", "\0", "\u007f", "\ufeff", "é",
        "🙂", "{\"a\":{\"a\":{\"a\":{\"a\":", "[[[[[[[[[[[[[[[[", "\"hello\"", "\"action\"", "NaN", "/*", "//",
    ];

    private readonly Random _random = new(seed);
    private readonly byte[][] _examples = [.. examples.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Another input; now and then an example as it is.</summary>
    public byte[] Next()
    {
        List<byte> bytes = [.. Pick(_examples)];
        for (var times = _random.Next(0, 6); times > 0; times--) Mutate(bytes);
        return [.. bytes.Take(MostBytes)];
    }

    /// <summary>One of the values that programs get wrong, or any.</summary>
    public long Number() => _random.Next(4) switch
    {
        0 => Pick([0L, 1, -1, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue]),
        1 => _random.Next(),
        2 => 1L << _random.Next(64),
        _ => _random.NextInt64(long.MinValue, long.MaxValue),
    };

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private void Mutate(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 16), bytes.Count - at);
        switch (_random.Next(7))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Pick(_examples));
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Tokens)));
                break;
        }
    }
}
