using Swictation.Storage.Audio;
using Swictation.Storage.Observing;
using Swictation.Testing;
using static Swictation.Storage.Tests.Audio.KeptAudioBench;

namespace Swictation.Storage.Tests.Audio;

/// <summary>Kept audio takes less room, and nothing of it is lost.</summary>
[Trait("Category", "Package")]
public sealed class AudioCompressionTests : IDisposable
{
    private readonly KeptAudioBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Kept_audio_becomes_flac_with_the_same_samples()
    {
        var wav = _bench.Put(First, Sound(1));
        var other = _bench.Put(Third, Sound(2));
        var care = _bench.Care();

        Assert.True(care.CompressNext());
        Assert.True(care.CompressNext());
        Assert.False(care.CompressNext());

        Assert.Equal([FlacOf(First), FlacOf(Third)], _bench.Names());
        Assert.Equal(Sound(1), FlacFile.Read(FlacOf(wav)));
        Assert.Equal(Sound(2), FlacFile.Read(FlacOf(other)));
        Assert.InRange(new FileInfo(FlacOf(wav)).Length, 1, Wav(Sound(1)).Length * 2 / 3);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FlacOf(wav)));
        var listed = AudioDirectory.List(_bench.Kept);
        Assert.Equal([16_000L, 16_000L], listed.Select(audio => audio.Samples));
        Assert.Equal([1L, 2L], listed.Select(audio => audio.Session.Value));
        Assert.Empty(_bench.Log.Lines);
    }

    [Fact]
    public void Any_sample_and_any_length_comes_back()
    {
        short[] every = [.. Enumerable.Range(short.MinValue, 65_536).Select(sample => (short)sample), 7];
        var wav = _bench.Put(First, every);
        var one = _bench.Put(Second, [short.MinValue]);

        while (_bench.Care().CompressNext())
        {
        }

        Assert.Equal(every, FlacFile.Read(FlacOf(wav)));
        Assert.Equal([short.MinValue], FlacFile.Read(FlacOf(one)));
    }

    [Fact]
    public void After_a_kill_at_any_step_the_audio_is_there_once_and_is_made_smaller_again()
    {
        using var copies = new TemporaryDirectory();
        var count = 0;
        _bench.Put(First, Sound(1));

        _bench.Care(steps: Copy).CompressNext();

        Assert.Equal(4, count);
        for (var i = 0; i < count; i++)
        {
            using var next = new KeptAudioBench();
            foreach (var file in Directory.GetFiles(copies.File($"{i}"))) File.Copy(file, Path.Combine(next.Kept, Path.GetFileName(file)));

            var left = Assert.Single(AudioDirectory.List(next.Kept));
            Assert.Equal(16_000, left.Samples);
            Assert.Equal(Sound(1), left.Name == First ? WavHeader.Read(left.Path) : FlacFile.Read(left.Path));
            while (next.Care().CompressNext())
            {
            }

            Assert.Equal([FlacOf(First)], next.Names());
            Assert.Equal(Sound(1), FlacFile.Read(Path.Combine(next.Kept, FlacOf(First))));
        }

        void Copy(LogStep step, bool isDone)
        {
            var to = Directory.CreateDirectory(copies.File($"{count++}")).FullName;
            foreach (var file in Directory.GetFiles(_bench.Kept)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void What_an_earlier_daemon_has_left_beside_a_wav_file_counts_nothing(int bytes)
    {
        var wav = _bench.Put(First, Sound(2));
        _bench.Care().CompressNext();
        var whole = File.ReadAllBytes(FlacOf(wav));
        _bench.Put(First, Sound(1));
        File.WriteAllBytes(FlacOf(wav), whole[..Math.Min(bytes, whole.Length)]);

        Assert.Equal(First, Assert.Single(AudioDirectory.List(_bench.Kept)).Name);
        _bench.Care().CompressNext();

        Assert.Equal([FlacOf(First)], _bench.Names());
        Assert.Equal(Sound(1), FlacFile.Read(FlacOf(wav)));
    }

    [Fact]
    public void Audio_that_does_not_come_back_as_it_was_stays_wav_and_is_told_of_once()
    {
        var wav = _bench.Put(First, Sound(1));
        var compression = new AudioCompression(_bench.Kept, (path, _) => FlacFile.Write(path, Sound(2)), steps: null, _bench.Log);

        Assert.True(compression.TakeNext());
        Assert.False(compression.TakeNext());

        Assert.Equal([First], _bench.Names());
        Assert.Equal(Sound(1), WavHeader.Read(wav));
        Assert.Contains("does not come back as it was", Assert.Single(_bench.Log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_audio_stays_and_holds_nothing_up()
    {
        File.WriteAllBytes(Path.Combine(_bench.Kept, First), [.. "OggS"u8, .. new byte[100]]);
        _bench.Put(Second, Sound(1));
        var care = _bench.Care();

        Assert.True(care.CompressNext());
        Assert.True(care.CompressNext());
        Assert.False(care.CompressNext());

        Assert.Equal([First, FlacOf(Second)], _bench.Names());
        Assert.Single(_bench.Log.Lines);
    }

    [Fact]
    public void Without_libsndfile_audio_stays_wav_and_that_is_said_once()
    {
        _bench.Put(First, Sound(1));
        _bench.Put(Second, Sound(1));
        var compression = new AudioCompression(
            _bench.Kept, (_, _) => throw new DllNotFoundException(), steps: null, _bench.Log);

        Assert.True(compression.TakeNext());
        Assert.False(compression.TakeNext());

        Assert.Equal([First, Second], _bench.Names());
        Assert.Contains("libsndfile is missing", Assert.Single(_bench.Log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_full_disk_all_stays_wav_and_the_log_is_not_filled()
    {
        for (var i = 10; i < 40; i++) _bench.Put($"1-0000000000{i}-20260115T090000000000Z.wav", [1]);
        var compression = new AudioCompression(
            _bench.Kept, (_, _) => throw new IOException("No space left on device"), steps: null, _bench.Log);

        while (compression.TakeNext())
        {
        }

        Assert.Equal(30, _bench.Names().Length);
        Assert.Equal(11, _bench.Log.Lines.Count);
    }

    [Fact]
    public void Flac_file_whose_header_is_damaged_is_found_and_may_hold_anything()
    {
        var wav = _bench.Put(First, Sound(1));
        _bench.Care().CompressNext();
        File.WriteAllBytes(FlacOf(wav), new byte[1_000]);

        Assert.Equal(FlacFile.MostSamples, Assert.Single(AudioDirectory.List(_bench.Kept)).Samples);
        Assert.Throws<IOException>(() => FlacFile.Read(FlacOf(wav)));
    }

    [Fact]
    public void Audio_expires_in_either_form()
    {
        _bench.Put(First, Sound(1));
        _bench.Care().CompressNext();
        var wav = _bench.Put(Second, Sound(1));
        File.WriteAllText(FlacOf(wav), "begun");
        _bench.Put("3-000000000000-20990115T091000000000Z.wav", Sound(1));

        _bench.Store(new(TimeSpan.FromMinutes(1))).DeleteExpired();

        Assert.Equal(["3-000000000000-20990115T091000000000Z.wav"], _bench.Names());
    }
}
