using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Audio;

/// <summary>A store in a directory of its own, whose clock a test moves.</summary>
internal sealed class AudioBench : IDisposable
{
    public static readonly SessionId Session = new(12);

    private readonly TemporaryDirectory _directory = new();

    public AudioBench(AudioRetention? retention = null) =>
        Store = new(_directory.File("log.db"), retention ?? AudioRetention.None, Time, NullLogger.Instance);

    public FakeClock Time { get; } = new();

    public AudioStore Store { get; }

    public string Kept => Path.Combine(Store.Place, "kept");

    /// <summary>Samples that tell where they stand.</summary>
    public static short[] Samples(long position, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (short)((position + i) % 30_000))];

    /// <summary>Writes in frames of 20 ms, while the clock goes on as it would with a microphone.</summary>
    public void Record(IAudioWriter writer, double seconds, long from = 0)
    {
        for (var position = from; position < from + (long)(seconds * AudioFormat.SamplesPerSecond); position += 320)
        {
            Time.Advance(TimeSpan.FromMilliseconds(20));
            writer.Write(position, Samples(position, 320));
        }
    }

    /// <summary>Leaves a file as a daemon that was killed does.</summary>
    public string Leave(string name, params byte[] bytes)
    {
        Directory.CreateDirectory(Store.Place);
        var path = Path.Combine(Store.Place, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _directory.Dispose();
}
