using Swictation.Storage.Audio;
using static Swictation.Storage.Tests.Audio.KeptAudioBench;

namespace Swictation.Storage.Tests.Audio;

/// <summary>No more audio is kept than the settings allow.</summary>
[Trait("Category", "Package")]
public sealed class KeptAudioLimitTests : IDisposable
{
    private static readonly int Bytes = Wav(Sound(1)).Length;

    private readonly KeptAudioBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_oldest_goes_until_the_rest_fits()
    {
        foreach (var name in (string[])[Third, First, Second]) _bench.Put(name, Sound(1));
        var care = _bench.Care(2 * Bytes);

        var excess = care.FindExcess()!;
        Assert.Equal([First, Second], excess.Audio.Select(audio => audio.Name));
        Assert.Equal((2L * Bytes, 2L * Bytes), (excess.Bytes, excess.Most));
        care.Remove(excess);

        Assert.Equal([Third], _bench.Names());
        Assert.Null(care.FindExcess());
    }

    [Fact]
    public void What_fits_stays()
    {
        foreach (var name in (string[])[Third, First, Second]) _bench.Put(name, Sound(1));

        Assert.Null(_bench.Care(3 * Bytes).FindExcess());
        Assert.Null(_bench.Care(most: null).FindExcess());
    }

    [Fact]
    public void Flac_counts_as_what_it_takes()
    {
        _bench.Put(First, Sound(1));
        _bench.Put(Second, Sound(1));
        var care = _bench.Care(2 * Bytes - 1);
        Assert.NotNull(care.FindExcess());

        care.CompressNext();

        Assert.Null(care.FindExcess());
        Assert.Equal(16_000, Assert.Single(_bench.Care(Bytes * 5 / 4).FindExcess()!.Audio).Samples);
    }

    [Fact]
    public void Withheld_segments_count_and_go_but_not_those_of_the_last_minutes()
    {
        var now = _bench.Time.GetUtcNow();
        var old = AudioFileName.OfSegment(new(1), 0, 16_000, now - TimeSpan.FromMinutes(11));
        var fresh = AudioFileName.OfSegment(new(1), 16_000, 16_000, now - TimeSpan.FromMinutes(9));
        _bench.Put(old, Sound(1), _bench.Withheld);
        _bench.Put(fresh, Sound(1), _bench.Withheld);
        var care = _bench.Care(most: 1);

        Assert.Equal([old], care.FindExcess()!.Audio.Select(audio => audio.Name));
        care.Remove(care.FindExcess()!);

        Assert.Equal([fresh], _bench.Names(_bench.Withheld));
        Assert.Null(care.FindExcess());
    }
}
