using Swictation.Domain.Audio;
using Swictation.Domain.Events;
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

    private static int At(double seconds) => (int)Math.Round(seconds * AudioFormat.SamplesPerSecond) * sizeof(short);

    private static byte[] Sound(string file) => System.IO.File.ReadAllBytes(file)[Header..];

    private long Say(double startS, string text)
    {
        if (_open.Log.Reader.Head == 0) _open.Log.Append(new SessionStart(One, Start));
        return _open.Log.Append(
            new Transcription(One, Start.AddSeconds(startS + 1), text, 60, 100, 1),
            new SegmentMeasured(One, Start.AddSeconds(startS + 1), startS, 1, 0, 50)).First;
    }

    // Sound of which no byte is 0.
    private string File(string name, int seconds)
    {
        var path = Path.Combine(_open.Path + "-audio", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = new byte[Header + At(seconds)];
        bytes.AsSpan().Fill(0x11);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
