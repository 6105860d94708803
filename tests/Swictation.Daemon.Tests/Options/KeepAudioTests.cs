using Swictation.Daemon.Options;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Tests.Options;

public sealed class KeepAudioTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1_800)]
    [InlineData("1.5h", 5_400)]
    [InlineData("7d", 604_800)]
    public void Time_has_a_unit(string text, double seconds) =>
        Assert.Equal(new AudioRetention(TimeSpan.FromSeconds(seconds)), KeepAudio.Parse(text));

    [Fact]
    public void None_and_always_are_words()
    {
        Assert.Equal(AudioRetention.None, KeepAudio.Parse("none"));
        Assert.Equal(AudioRetention.Always, KeepAudio.Parse("always"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1,5h")]
    [InlineData("1e9d")]
    [InlineData("forever")]
    public void Anything_else_has_no_meaning(string text) => Assert.Null(KeepAudio.Parse(text));
}
