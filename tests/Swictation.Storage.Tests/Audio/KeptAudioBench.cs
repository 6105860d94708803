using Swictation.Domain.Audio;
using Swictation.Storage.Audio;
using Swictation.Storage.Observing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Audio;

/// <summary>Kept audio in a directory of its own, and who looks after it.</summary>
internal sealed class KeptAudioBench : IDisposable
{
    public const string First = "1-000000000000-20260115T090000000000Z.wav";
    public const string Second = "1-000000016000-20260115T090030000000Z.wav";
    public const string Third = "2-000000000000-20260115T091000000000Z.wav";

    private readonly TemporaryDirectory _directory = new();

    public KeptAudioBench()
    {
        Directory.CreateDirectory(Kept);
        Directory.CreateDirectory(Withheld);
    }

    public FakeClock Time { get; } = new();

    public RecordingLogger Log { get; } = new();

    public string Database => _directory.File("log.db");

    public string Kept => Database + "-audio/kept";

    public string Withheld => Database + "-audio/withheld";

    /// <summary>A tone in a little noise, a second of it: nothing that packs to nothing.</summary>
    public static short[] Sound(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, AudioFormat.SamplesPerSecond)
                .Select(i => (short)((8_000 * Math.Sin(i * 0.05)) + random.Next(-100, 100))),
        ];
    }

    public static byte[] Wav(short[] samples) =>
        [.. WavHeader.Of(samples.Length), .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan())];

    public static string FlacOf(string wav) => Path.ChangeExtension(wav, ".flac");

    public KeptAudioCare Care(long? most = null, StepObserver? steps = null) => new(Database, most, Time, Log, steps);

    public AudioStore Store(AudioRetention retention) => new(Database, retention, Time, Log);

    public string Put(string name, short[] samples, string? directory = null)
    {
        var path = Path.Combine(directory ?? Kept, name);
        File.WriteAllBytes(path, Wav(samples));
        return path;
    }

    /// <summary>The names in a directory, in order.</summary>
    public string[] Names(string? directory = null) =>
        [.. Directory.GetFiles(directory ?? Kept).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _directory.Dispose();
}
