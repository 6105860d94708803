using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Audio;

public sealed class AudioStoreTests
{
    private const string Name = "12-000000016000-20260115T092900000000Z.wav";

    [Fact]
    public void Half_a_sample_at_the_end_is_left_out()
    {
        using var bench = new AudioBench();
        bench.Leave(Name, [.. WavHeader.Of(1), 1, 0, 2, 0, 3]);

        var torn = Assert.Single(bench.Store.FindUnfinished());

        Assert.Equal(16_002, torn.End);
        Assert.Equal([1, 2], bench.Store.Read(torn));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(43)]
    public void Header_that_was_cut_short_holds_nothing(int bytes)
    {
        using var bench = new AudioBench();
        bench.Leave(Name, WavHeader.Of(0)[..bytes]);

        var torn = Assert.Single(bench.Store.FindUnfinished());

        Assert.Equal(0, torn.Samples);
        Assert.Empty(bench.Store.Read(torn));
    }

    [Fact]
    public void File_that_goes_while_the_directory_is_listed_is_not_in_it()
    {
        using var directory = new TemporaryDirectory();

        Assert.Null(AudioFileName.Read(new(directory.File(Name))));
    }

    [Fact]
    public void Header_that_never_reached_the_disk_is_not_needed()
    {
        using var bench = new AudioBench();
        bench.Leave(Name, [.. new byte[44], 1, 0, 2, 0]);

        Assert.Equal([1, 2], bench.Store.Read(bench.Store.FindUnfinished()[0]));
    }

    [Fact]
    public void File_that_is_no_audio_is_refused_by_name()
    {
        using var bench = new AudioBench();
        var path = bench.Leave(Name, [.. "OggS"u8, .. new byte[100]]);

        var error = Assert.Throws<AudioStoreException>(() => bench.Store.Read(bench.Store.FindUnfinished()[0]));

        Assert.Equal(path, error.Path);
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("12.wav")]
    [InlineData("12-x-20260115T092900000000Z.wav")]
    [InlineData("12-000000016000-yesterday.wav")]
    [InlineData("12-000000016000-99999999999-20260115T092900000000Z.wav")]
    public void Files_of_others_are_not_looked_at(string name)
    {
        using var bench = new AudioBench();
        bench.Leave(name, WavHeader.Of(0));

        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public void Recording_that_was_read_faster_than_spoken_does_not_reach_into_the_future()
    {
        using var bench = new AudioBench();
        var path = bench.Leave("1-000000000000-20260115T093000000000Z.wav", [.. WavHeader.Of(0), .. new byte[320_000]]);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 15, 9, 30, 1, DateTimeKind.Utc));

        var stored = bench.Store.FindUnfinished()[0];

        Assert.Equal(new DateTimeOffset(2026, 1, 15, 9, 29, 51, TimeSpan.Zero), stored.At);
    }

    [Fact]
    public void Failed_segment_comes_back_as_it_was()
    {
        using var bench = new AudioBench();
        var segment = new SpeechSegment(AudioBench.Samples(0, 1_600), 200, 1_000, 0);

        var kept = bench.Store.KeepFailed(AudioBench.Session, 5_000, bench.Time.GetUtcNow(), segment);

        var found = Assert.Single(bench.Store.FindFailed());
        Assert.Equal(kept, found);
        Assert.Equal((5_000, 1_000, bench.Time.GetUtcNow()), (found.Position, found.SpokenSamples, found.At));
        Assert.Equal(segment.Samples.ToArray(), bench.Store.Read(found));
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public void What_is_done_with_is_deleted_unless_somebody_wants_it_kept()
    {
        using var nothing = new AudioBench();
        using var everything = new AudioBench(AudioRetention.Always);
        foreach (var bench in new[] { nothing, everything })
        {
            bench.Leave(Name, [.. WavHeader.Of(0), 1, 0, 2, 0, 3]);
            bench.Store.Release(bench.Store.FindUnfinished()[0]);
            Assert.Empty(bench.Store.FindUnfinished());
        }

        Assert.False(Directory.Exists(nothing.Kept));
        // Its header is repaired, so that any player takes it.
        Assert.Equal([1, 2], WavFile.ReadSamples(Path.Combine(everything.Kept, Name)));
    }

    [Fact]
    public void Empty_file_is_kept_by_nobody()
    {
        using var bench = new AudioBench(AudioRetention.Always);
        bench.Leave(Name, WavHeader.Of(0));

        bench.Store.Release(bench.Store.FindUnfinished()[0]);

        Assert.Empty(Directory.EnumerateFiles(bench.Store.Place, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_was_kept_long_enough_is_deleted()
    {
        using var bench = new AudioBench(new AudioRetention(TimeSpan.FromMinutes(2)));
        bench.Leave(Name, [.. WavHeader.Of(0), 1, 0]);
        bench.Store.Release(bench.Store.FindUnfinished()[0]);

        // It was recorded a minute before this clock begins.
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        bench.Store.DeleteExpired();
        Assert.True(File.Exists(Path.Combine(bench.Kept, Name)));

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Store.DeleteExpired();
        Assert.False(File.Exists(Path.Combine(bench.Kept, Name)));
    }

    [Fact]
    public void Audio_of_a_cancelled_session_stays_for_its_time_from_the_cancellation()
    {
        using var bench = new AudioBench(AudioRetention.Always with { Cancelled = TimeSpan.FromMinutes(10) });
        bench.Leave(Name, [.. WavHeader.Of(0), 1, 0]);
        bench.Time.Advance(TimeSpan.FromHours(1));

        bench.Store.Cancel(bench.Store.FindUnfinished()[0]);
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        bench.Store.DeleteExpired();

        var cancelled = Assert.Single(bench.Store.FindCancelled(AudioBench.Session));
        Assert.Equal([(short)1], bench.Store.Read(cancelled));
        Assert.Empty(bench.Store.FindCancelled(AudioBench.Session.Next()));
        Assert.Empty(bench.Store.FindUnfinished());
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Store.DeleteExpired();
        Assert.Empty(bench.Store.FindCancelled(AudioBench.Session));
    }

    [Fact]
    public void Audio_of_a_cancelled_session_that_is_not_to_stay_is_deleted()
    {
        using var bench = new AudioBench(AudioRetention.Always);
        bench.Leave(Name, [.. WavHeader.Of(0), 1, 0]);

        bench.Store.Cancel(bench.Store.FindUnfinished()[0]);

        Assert.Empty(Directory.EnumerateFiles(bench.Store.Place, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Kept_audio_is_read_in_whichever_form_it_is()
    {
        using var bench = new AudioBench(AudioRetention.Always);
        bench.Leave(Name, [.. WavHeader.Of(0), 1, 0, 2, 0]);
        bench.Store.Release(bench.Store.FindUnfinished()[0]);
        var wav = Assert.Single(bench.Store.FindKept(AudioBench.Session));

        FlacFile.Write(FlacFile.NameOf(wav.Path), [1, 2]);
        File.Delete(wav.Path);

        Assert.Equal([(short)1, (short)2], bench.Store.Read(wav));
        Assert.Equal([(short)1, (short)2], bench.Store.Read(Assert.Single(bench.Store.FindKept(AudioBench.Session))));
    }

    [Fact]
    public void Withheld_segments_are_kept_for_ten_minutes_or_as_long_as_all_audio()
    {
        using var nothing = new AudioBench();
        using var day = new AudioBench(new(TimeSpan.FromDays(1)));
        using var everything = new AudioBench(AudioRetention.Always);
        foreach (var bench in new[] { nothing, day, everything })
        {
            SpeechSegment segment = new(new short[800], 5_000, 400, EndedAt: 0);
            bench.Store.KeepWithheld(AudioBench.Session, 5_000, bench.Time.GetUtcNow(), segment);
            Assert.Empty(bench.Store.FindFailed());
            bench.Time.Advance(TimeSpan.FromMinutes(10));
            bench.Store.DeleteExpired();
            Assert.Single(bench.Store.FindWithheld());
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            bench.Store.DeleteExpired();
        }

        Assert.Empty(nothing.Store.FindWithheld());
        Assert.Single(day.Store.FindWithheld());
        Assert.Single(everything.Store.FindWithheld());
    }

    [Fact]
    public void What_belongs_to_nobody_is_moved_and_not_deleted()
    {
        using var bench = new AudioBench();
        bench.Leave(Name, [.. WavHeader.Of(0), 1, 0]);

        var moved = bench.Store.SetAside(bench.Store.FindUnfinished()[0]);

        Assert.Equal(Path.Combine(bench.Store.Place, "orphaned", Name), moved);
        Assert.Equal([1], WavFile.ReadSamples(moved));
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public void Two_databases_in_one_directory_do_not_share_their_audio()
    {
        var time = new FakeClock();
        var first = new AudioStore("/data/a.db", AudioRetention.None, time, new RecordingLogger());
        var second = new AudioStore("/data/b.db", AudioRetention.None, time, new RecordingLogger());

        Assert.Equal(("/data/a.db-audio", "/data/b.db-audio"), (first.Place, second.Place));
    }
}
