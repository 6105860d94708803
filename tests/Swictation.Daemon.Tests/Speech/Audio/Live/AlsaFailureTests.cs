using Swictation.Daemon.Speech.Audio.Live;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

[Trait("Category", "Package")]
public sealed class AlsaFailureTests
{
    [Theory]
    [InlineData(AlsaFailure.NoSuchEntry, "no such microphone")]
    [InlineData(AlsaFailure.NoSuchDevice, "no such microphone")]
    [InlineData(AlsaFailure.Busy, "used by another program")]
    [InlineData(AlsaFailure.NoAccess, "group audio")]
    [InlineData(AlsaFailure.ConnectionRefused, "start PulseAudio or PipeWire")]
    [InlineData(AlsaFailure.InputOutput, "has no such microphone, or has stopped")]
    [InlineData(-12, "cannot be opened (Cannot allocate memory)")]
    public void Device_that_cannot_be_opened_comes_with_what_to_do(int error, string said) =>
        Assert.Contains(said, AlsaFailure.OnOpen("alsa:hw:1", error).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(AlsaFailure.NoSuchDevice, "the microphone is gone; plug it in again")]
    [InlineData(AlsaFailure.InputOutput, "gone, or the sound server has stopped")]
    [InlineData(-77, "has failed (File descriptor in bad state)")]
    public void Device_that_fails_while_it_is_read_too(int error, string said) =>
        Assert.Contains(said, AlsaFailure.OnRead("alsa:hw:1", error).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(AlsaFailure.InputOutput, "has no such microphone, or has stopped")]
    [InlineData(-22, "does not give one channel (Invalid argument); name another")]
    public void Device_that_has_no_such_sound_too(int error, string said) =>
        Assert.Contains(
            said, AlsaFailure.OnSetup("alsa:hw:1", "one channel", error).Message, StringComparison.Ordinal);
}
