using System.Buffers.Binary;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Audio;

public sealed class AudioWriterTests : IDisposable
{
    private readonly AudioBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Everything_written_can_be_read_at_once()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);

        writer.Write(640, AudioBench.Samples(640, 320));
        writer.Write(960, AudioBench.Samples(960, 320));

        var stored = Assert.Single(_bench.Store.FindUnfinished());
        Assert.Equal((AudioBench.Session, 640, 1280), (stored.Session, stored.Position, stored.End));
        Assert.Equal(AudioBench.Samples(640, 640), _bench.Store.Read(stored));
    }

    [Fact]
    public void Nothing_is_made_before_the_first_samples()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);

        Assert.False(Directory.Exists(_bench.Store.Place));
    }

    [Fact]
    public void It_is_synced_at_least_once_a_second_with_a_header_that_says_so()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);
        for (var second = 0; second < 5; second++)
        {
            _bench.Record(writer, seconds: 1, from: second * 16_000);

            // The header is written with each sync, so it tells what was there at the last one.
            Assert.InRange(SamplesInHeader(), second * 16_000, (second + 1) * 16_000);
        }

        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5 * 16_000, SamplesInHeader());
    }

    [Fact]
    public void Any_player_takes_what_a_killed_daemon_leaves()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);
        _bench.Record(writer, seconds: 2);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));

        var stored = Assert.Single(_bench.Store.FindUnfinished());

        Assert.Equal(AudioBench.Samples(0, 32_000), WavFile.ReadSamples(stored.Path));
    }

    [Fact]
    public void Files_and_directories_are_their_owners_alone()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);
        writer.Write(0, AudioBench.Samples(0, 320));
        var failed = _bench.Store.KeepFailed(AudioBench.Session, 0, _bench.Time.GetUtcNow(), Segment());

        var file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var directory = file | UnixFileMode.UserExecute;
        Assert.Equal(file, File.GetUnixFileMode(_bench.Store.FindUnfinished()[0].Path));
        Assert.Equal(file, File.GetUnixFileMode(failed.Path));
        Assert.Equal(directory, File.GetUnixFileMode(_bench.Store.Place));
        Assert.Equal(directory, File.GetUnixFileMode(Path.GetDirectoryName(failed.Path)!));
    }

    [Fact]
    public void A_file_goes_when_all_of_it_is_done_with_and_not_before()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);
        _bench.Record(writer, seconds: 65);
        Assert.Equal([0, 480_000, 960_000], Positions());

        writer.ReleaseBefore(479_999);
        Assert.Equal([0, 480_000, 960_000], Positions());

        writer.ReleaseBefore(480_000);
        Assert.Equal([480_000, 960_000], Positions());

        // The one that is being written stays.
        writer.ReleaseBefore(long.MaxValue);
        Assert.Equal([960_000], Positions());
    }

    [Fact]
    public void What_is_done_with_after_the_end_goes_too()
    {
        var writer = _bench.Store.Begin(AudioBench.Session);
        _bench.Record(writer, seconds: 2);

        writer.Dispose();
        Assert.Equal(32_000, SamplesInHeader());

        writer.ReleaseBefore(long.MaxValue);
        Assert.Empty(Positions());
    }

    [Fact]
    public void A_gap_begins_another_file_with_its_own_time()
    {
        using var writer = _bench.Store.Begin(AudioBench.Session);
        _bench.Record(writer, seconds: 1);
        _bench.Time.Advance(TimeSpan.FromSeconds(9));
        _bench.Record(writer, seconds: 1, from: 160_000);

        Assert.Equal([0, 160_000], Positions());
        var names = _bench.Store.FindUnfinished().Select(stored => stored.Name);
        Assert.Equal(
            ["12-000000000000-20260115T093000000000Z.wav", "12-000000160000-20260115T093010000000Z.wav"], names);
    }

    [Fact]
    public void What_cannot_be_stored_can_be_written_again_later()
    {
        File.WriteAllText(_bench.Store.Place, "a file where the directory should be");
        using var writer = _bench.Store.Begin(AudioBench.Session);
        var samples = AudioBench.Samples(0, 320);
        var error = Assert.Throws<AudioStoreException>(() => writer.Write(0, samples));
        Assert.StartsWith(_bench.Store.Place, error.Message, StringComparison.Ordinal);

        File.Delete(_bench.Store.Place);
        writer.Write(0, samples);

        Assert.Equal(samples, _bench.Store.Read(_bench.Store.FindUnfinished()[0]));
    }

    private static SpeechSegment Segment() => new(AudioBench.Samples(0, 320), 0, 320, 0);

    private long[] Positions() => [.. _bench.Store.FindUnfinished().Select(stored => stored.Position)];

    private int SamplesInHeader()
    {
        var header = File.ReadAllBytes(_bench.Store.FindUnfinished()[0].Path).AsSpan(0, 44);
        var data = BinaryPrimitives.ReadInt32LittleEndian(header[40..]);
        Assert.Equal(data + 36, BinaryPrimitives.ReadInt32LittleEndian(header[4..]));
        return data / sizeof(short);
    }
}
