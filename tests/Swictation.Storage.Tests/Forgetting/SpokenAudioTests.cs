using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>Audio goes with what was said.</summary>
public sealed class SpokenAudioTests : IAsyncDisposable
{
    private const int Header = 44;

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task P11_Audio_of_a_sentence_goes_and_that_of_others_stays()
    {
        var of = Say(startS: 2, "secret");
        Say(startS: 6, "public");
        var recording = File("1-000000000000-20260301T090000000000Z.wav", seconds: 10);
        var kept = File("kept/1-000000032000-0016000-20260301T090003000000Z.wav", seconds: 1);
        var other = File("kept/1-000000096000-0016000-20260301T090007000000Z.wav", seconds: 1);
        var foreign = File("failed/2-000000032000-0016000-20260301T090003000000Z.wav", seconds: 1);

        _open.Log.Forget(new(_open.Log.Reader.Head, Positions: [new(of, of)]), files: []);
        await Eventually.IsTrueAsync(() => !_open.Log.IsForgetting, "nothing is left");

        Assert.False(System.IO.File.Exists(kept));
        Assert.All(new[] { other, foreign }, file => Assert.DoesNotContain((byte)0, Sound(file)));
        var sound = Sound(recording);
        Assert.DoesNotContain((byte)0, sound[..At(1.69)]);
        Assert.Equal(-1, sound.AsSpan(At(1.7), At(1.6)).IndexOfAnyExcept((byte)0));
        Assert.DoesNotContain((byte)0, sound[At(3.31)..]);
    }

    [Fact]
    public async Task P11_All_audio_of_a_session_goes_also_what_is_not_transcribed()
    {
        _open.Log.Append(new SessionStart(One, Start), new SessionEnd(One, Start.AddSeconds(1)));
        var recording = File("1-000000000000-20260301T090000000000Z.wav", seconds: 10);
        var failed = File("failed/1-000000032000-0016000-20260301T090003000000Z.wav", seconds: 1);
        var foreign = File("2-000000000000-20260301T090000000000Z.wav", seconds: 1);

        var plan = _open.Log.Forget(new(_open.Log.Reader.Head, Session: One), files: []);
        await Eventually.IsTrueAsync(() => !_open.Log.IsForgetting, "nothing is left");

        Assert.Equal(2, plan.Audio.Count);
        Assert.False(System.IO.File.Exists(failed));
        Assert.Equal(-1, Sound(recording).AsSpan().IndexOfAnyExcept((byte)0));
        Assert.DoesNotContain((byte)0, Sound(foreign));
    }

    [Fact]
    public async Task P11_What_is_kept_as_flac_goes_and_what_others_said_in_the_same_file_stays()
    {
        var of = Say(startS: 2, "secret");
        var recording = File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 10);
        var segment = File("kept/1-000000032000-0016000-20260301T090003000000Z.wav", seconds: 1);
        Compress(recording, segment);

        _open.Log.Forget(new(_open.Log.Reader.Head, Positions: [new(of, of)]), files: []);
        await Eventually.IsTrueAsync(() => !_open.Log.IsForgetting, "nothing is left");

        Assert.Equal([recording], Directory.GetFiles(Path.GetDirectoryName(recording)!));
        var sound = Sound(recording);
        Assert.Equal(At(10), sound.Length);
        Assert.DoesNotContain((byte)0, sound[..At(1.69)]);
        Assert.Equal(-1, sound.AsSpan(At(1.7), At(1.6)).IndexOfAnyExcept((byte)0));
        Assert.DoesNotContain((byte)0, sound[At(3.31)..]);
    }

    [Fact]
    public async Task P11_Flac_that_cannot_be_decoded_goes_as_a_whole()
    {
        var of = Say(startS: 2, "secret");
        var recording = File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 10);
        Compress(recording);
        var flac = Path.ChangeExtension(recording, ".flac");
        System.IO.File.WriteAllBytes(flac, [.. System.IO.File.ReadAllBytes(flac)[..60], .. new byte[200]]);

        _open.Log.Forget(new(_open.Log.Reader.Head, Positions: [new(of, of)]), files: []);
        await Eventually.IsTrueAsync(() => !_open.Log.IsForgetting, "nothing is left");

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(recording)!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void P11_Audio_that_has_become_flac_since_it_was_written_down_goes_too(bool isWhole)
    {
        var recording = File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 1);
        Compress(recording);
        // As a kill leaves it: the rest of a copy that was begun.
        System.IO.File.WriteAllText(recording + ".part", "begun");

        if (isWhole) new AudioErasure(_open.Path).Delete(recording);
        else new AudioErasure(_open.Path).Erase(recording, Header, Header + 99);

        Assert.False(System.IO.File.Exists(Path.ChangeExtension(recording, ".flac")));
        Assert.False(System.IO.File.Exists(recording + ".part"));
        Assert.Equal(!isWhole, System.IO.File.Exists(recording));
        if (isWhole) return;

        Assert.Equal(-1, Sound(recording).AsSpan(0, 100).IndexOfAnyExcept((byte)0));
        Assert.DoesNotContain((byte)0, Sound(recording)[100..]);
    }

    [Fact]
    public void P11_Of_both_forms_of_the_same_audio_nothing_stays()
    {
        var recording = File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 1);
        Compress(recording);
        File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 1);

        new AudioErasure(_open.Path).Erase(recording, Header, Header + 99);

        Assert.Equal([recording], Directory.GetFiles(Path.GetDirectoryName(recording)!));
        Assert.Equal(-1, Sound(recording).AsSpan(0, 100).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void P11_Audio_that_was_released_since_it_was_written_down_goes_too()
    {
        var waiting = Path.Combine(_open.Path + "-audio", "1-000000000000-20260301T090000000000Z.wav");
        var kept = File("kept/1-000000000000-20260301T090000000000Z.wav", seconds: 1);
        var segment = File("kept/1-000000032000-0016000-20260301T090003000000Z.wav", seconds: 1);

        new AudioErasure(_open.Path).Erase(waiting, Header, Header + 99);
        new AudioErasure(_open.Path).Delete(Path.Combine(_open.Path + "-audio/failed", Path.GetFileName(segment)));

        Assert.Equal(-1, Sound(kept).AsSpan(0, 100).IndexOfAnyExcept((byte)0));
        Assert.False(System.IO.File.Exists(segment));
    }

    private static int At(double seconds) => (int)Math.Round(seconds * AudioFormat.SamplesPerSecond) * sizeof(short);

    private static byte[] Sound(string file) => System.IO.File.ReadAllBytes(file)[Header..];

    private long Say(double startS, string text)
    {
        if (_open.Log.Reader.Head == 0) _open.Log.Append(new SessionStart(One, Start));
        return _open.Log.Append(
            new Transcription(One, Start.AddSeconds(startS + 1), text, 60, 100, 1),
            new SegmentMeasured(One, Start.AddSeconds(startS + 1), startS, 1, 0, 50)).First;
    }

    private void Compress(params string[] wavs)
    {
        var care = new KeptAudioCare(_open.Path, mostBytes: null, TimeProvider.System, NullLogger.Instance);
        while (care.CompressNext())
        {
        }

        Assert.All(wavs, wav => Assert.False(System.IO.File.Exists(wav)));
    }

    // Sound of which no byte is 0.
    private string File(string name, int seconds)
    {
        var path = Path.Combine(_open.Path + "-audio", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = new byte[Header + At(seconds)];
        bytes.AsSpan().Fill(0x11);
        WavHeader.Of((bytes.Length - Header) / sizeof(short)).CopyTo(bytes, 0);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
