using Swictation.Daemon.Cli.Verbs;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

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

        Assert.Equal([null, "the microphone is used by another"], tried.Select(input => input.Obstacle));
        Assert.Equal(
            ["  pulse", "* hw:0   Webcam (not available: the microphone is used by another)"],
            DevicesCommand.Table(tried));
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
            TimeSpan.FromSeconds(3));

        var tried = trial.Try([new("jack", "", IsDefault: false), new("pulse", "", IsDefault: false)]);

        Assert.Equal(["pulse", "jack"], tried.Select(input => input.Name));
        Assert.Equal([null, "the sound server does not answer"], tried.Select(input => input.Obstacle));
        never.Set();
    }

    [Fact]
    public void When_nothing_can_be_opened_it_says_why()
    {
        SoundInput[] inputs =
        [
            new("default", "", IsDefault: true) { Obstacle = "the sound server does not answer" },
            new("hw:0", "", IsDefault: false) { Obstacle = "there is no such microphone" },
            new("pulse", "", IsDefault: false) { Obstacle = "the sound server does not answer" },
        ];

        Assert.StartsWith(
            "no microphone can be opened: the sound server does not answer (default, pulse), there is no such microphone "
            + "(hw:0); plug one in",
            DevicesCommand.Explain(inputs),
            StringComparison.Ordinal);
    }
}
