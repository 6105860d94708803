using System.Globalization;
using System.Text;

namespace Swictation.Benchmarks.Measuring;

/// <summary>What came to a terminal, as <see cref="Roles.ArrivalsReader"/> has noted it.</summary>
internal sealed class Arrivals(string path)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private long _read;

    /// <summary>When each byte came, in microseconds since 1970.</summary>
    private readonly List<(long AtUs, byte Byte)> _bytes = [];

    /// <summary>Waits for a text behind all that was waited for before.</summary>
    /// <returns>When its first and its last byte came, in microseconds since 1970.</returns>
    /// <exception cref="BenchmarkFailedException">It does not come, or another.</exception>
    public async Task<(long FirstUs, long LastUs)> AwaitAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = _bytes.Count;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        try
        {
            while (_bytes.Count < before + bytes.Length)
            {
                await Task.Delay(BetweenLooks, late.Token);
                Read();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkFailedException($"'{text}' did not come within {Patience.TotalSeconds} s, but '{Since(before)}'");
        }

        return Since(before) == text
            ? (_bytes[before].AtUs, _bytes[^1].AtUs)
            : throw new BenchmarkFailedException($"'{Since(before)}' came instead of '{text}'");
    }

    /// <summary>Leaves out what has come so far, and what still comes within some moments.</summary>
    public async Task SkipAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Patience / 20, cancellationToken);
        Read();
    }

    private string Since(int before) => Encoding.UTF8.GetString([.. _bytes.Skip(before).Select(arrived => arrived.Byte)]);

    // Only whole lines.
    private void Read()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _read;
        using var reader = new StreamReader(file, Encoding.ASCII);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (at, bytes) = (line.Split(' ')[0], line.Split(' ')[1]);
            foreach (var one in Convert.FromHexString(bytes)) _bytes.Add((long.Parse(at, CultureInfo.InvariantCulture), one));
        }

        _read += whole;
    }
}
