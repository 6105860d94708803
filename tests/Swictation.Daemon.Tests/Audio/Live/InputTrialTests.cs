using Swictation.Daemon.Audio.Live;
using Swictation.Daemon.Commands;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Audio.Live;

public sealed class InputTrialTests
{
    [Fact]
    public void Input_that_cannot_be_opened_comes_last_with_the_reason()
    {
        var trial = new InputTrial(
            name =>
            {
                if (name == "hw:0")
                    throw new AudioSourceException("alsa:hw:0", "the microphone is used by another; close that");
            },
            TimeSpan.FromMinutes(1));

        var tried = trial.Try([new("hw:0", "Webcam", IsDefault: true), new("pulse", "", IsDefault: false)]);

        Assert.Equal(["the microphone is used by another", null], tried.Select(input => input.Obstacle));
        Assert.Equal(
            ["  pulse", "* hw:0   Webcam (not available: the microphone is used by another)"],
            ListDevices.Table(tried));
    }

    [Fact]
    public void Sound_server_that_hangs_is_not_waited_for()
    {
        using var never = new ManualResetEvent(false);
        var trial = new InputTrial(
            name =>
            {
                if (name == "jack") never.WaitOne();
            },
            TimeSpan.FromMilliseconds(50));

        var tried = trial.Try([new("jack", "", IsDefault: false), new("pulse", "", IsDefault: false)]);

        Assert.Equal(["the sound server does not answer", null], tried.Select(input => input.Obstacle));
        never.Set();
    }
}
