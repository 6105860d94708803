using Swictation.Daemon.Options;

namespace Swictation.Daemon.Tests.Options;

public sealed class MicrophoneHoldTests
{
    [Theory]
    [InlineData("warm=30s", 30)]
    [InlineData("warm=90", 90)]
    [InlineData("recording", 0)]
    public void Time_is_that_behind_a_recording(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MicrophoneHold.Parse(text));

    [Fact]
    public void Always_has_no_end() => Assert.Equal(Timeout.InfiniteTimeSpan, MicrophoneHold.Parse("always"));

    [Theory]
    [InlineData("")]
    [InlineData("warm")]
    [InlineData("warm=")]
    [InlineData("warm=0s")]
    [InlineData("warm=-1s")]
    [InlineData("never")]
    [InlineData("Always")]
    public void Anything_else_has_no_meaning(string text) => Assert.Null(MicrophoneHold.Parse(text));
}
