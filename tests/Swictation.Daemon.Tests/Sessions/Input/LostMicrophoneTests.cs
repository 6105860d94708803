using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>A microphone that is lost in the middle of a session, and samples that are.</summary>
public sealed class LostMicrophoneTests
{
    [Fact]
    public async Task Session_is_in_error_until_the_microphone_is_back_and_goes_on()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1, 0, 0);
        await bench.TextsAsync(1);

        bench.Source.Interrupt("it is gone");
        await Eventually.IsTrueAsync(() => bench.Recorder.State.Phase == Phase.Error, "the session is in error");
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        bench.Source.Skip(TimeSpan.FromSeconds(5));
        await bench.HearAsync(2, 0);
        await bench.TextsAsync(2);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal(
            [
                "state_change error", "audio_interrupted 0.4 it is gone", "audio_resumed 5.4 after 4.9 s",
                "state_change recording",
            ],
            bench.Log.LinesButMetrics().SkipWhile(line => line != "state_change error").Take(4));
        // The time without microphone counts, so that times in the session are those of the clock.
        Assert.Equal([0.1, 5.4], bench.StartsS);
    }

    [Fact]
    public async Task Microphone_that_is_muted_is_told_once_and_when_it_gives_sound_again()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1, 0, 0, 0);
        await bench.TextsAsync(1);
        var before = bench.Log.Head;

        bench.Source.HearNothing(TimeSpan.FromSeconds(0.3));
        bench.Source.HearNothing(TimeSpan.FromSeconds(0.4));
        bench.Source.Hear(2, 0);
        await bench.TextsAsync(2);

        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.Equal(
            ["audio_silent 0.3", "audio_sounding 0.7 after 0.4 s"],
            bench.Log.LinesButMetrics(before).Where(line => line.StartsWith("audio", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Microphone_that_is_too_loud_or_too_quiet_is_told_once_and_when_it_is_good_again()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync([.. Enumerable.Repeat((short)0, 150)]);
        var before = bench.Log.Head;

        foreach (var level in new[]
            { SoundLevel.Clipping, SoundLevel.Clipping, SoundLevel.Good, SoundLevel.Quiet, SoundLevel.Good })
        {
            bench.Source.HearAt(level);
        }

        bench.Source.Hear(2, 0);
        await bench.TextsAsync(1);

        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.Equal(
            ["audio_level clipping 5.1", "audio_level good 15.2", "audio_level quiet 5.4", "audio_level good 15.4"],
            bench.Log.LinesButMetrics(before).Where(line => line.StartsWith("audio", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Microphone_that_is_lost_while_it_is_muted_is_not_told_to_give_sound_again()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1, 0, 0, 0);
        await bench.TextsAsync(1);
        var before = bench.Log.Head;

        bench.Source.HearNothing(TimeSpan.FromSeconds(0.3));
        bench.Source.Interrupt("it is gone");
        bench.Source.Hear(2, 0);
        await bench.TextsAsync(2);

        Assert.Equal(
            ["audio_silent", "audio_interrupted", "audio_resumed"],
            bench.Log.LinesButMetrics(before).Select(line => line.Split(' ')[0])
                .Where(type => type.StartsWith("audio", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_being_said_when_it_was_lost_is_a_segment()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1);

        bench.Source.Interrupt("it is gone");

        await bench.TextsAsync(1);
    }

    [Fact]
    public async Task Session_without_microphone_can_be_stopped()
    {
        await using var bench = new AudioBench(isLive: true);
        bench.Recorder.Start();
        bench.Source.Interrupt("it is gone");
        await Eventually.IsTrueAsync(() => bench.Recorder.State.IsInterrupted, "the microphone is missed");

        bench.Recorder.Toggle();
        await bench.SessionEndsAsync();

        Assert.DoesNotContain(bench.Log.Events(), recorded => recorded is AudioResumed);
        Assert.False(bench.Recorder.State.IsInterrupted);
    }

    [Fact]
    public async Task Session_that_was_paused_without_microphone_looks_for_it_when_it_is_resumed()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1, 0);
        await bench.LoseMicrophoneAsync();

        bench.Recorder.Pause();
        await Eventually.IsTrueAsync(() => bench.Recorder.State.Phase == Phase.Idle, "nothing is listened to");
        bench.Recorder.Resume();
        await bench.LoseMicrophoneAsync();
        await bench.HearAsync(2, 0);
        await bench.TextsAsync(2);

        Assert.Equal(
            ["error", "processing", "idle", "error", "recording"],
            bench.Log.Events().OfType<StateChange>().Skip(1).Select(change => PhaseName.Of(change.Phase)));
        Assert.Equal(2, bench.Log.Events().OfType<AudioInterrupted>().Count());
        Assert.Single(bench.Log.Events().OfType<AudioResumed>());
    }

    [Fact]
    public async Task Session_without_microphone_can_be_cancelled()
    {
        await using var bench = new AudioBench(isLive: true);
        bench.Recorder.Start();
        await bench.LoseMicrophoneAsync();

        bench.Recorder.Cancel();

        Assert.Equal((false, Phase.Idle), (bench.Recorder.State.IsOpen, bench.Recorder.State.Phase));
        Assert.False(bench.Recorder.State.IsInterrupted);
    }

    [Fact]
    public async Task What_is_said_after_it_is_back_is_off_the_record_if_that_was_asked_for_meanwhile()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0);
        await bench.LoseMicrophoneAsync();

        bench.Recorder.SetOffTheRecord(true);
        await bench.HearAsync(7, 0);
        await bench.TextsAsync(1);

        Assert.True(bench.Log.Events().OfType<Transcription>().Single().IsOffTheRecord);
        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.False(bench.Recorder.State.IsInterrupted);
    }

    [Fact]
    public async Task Sound_on_both_sides_of_a_long_gap_is_two_segments_and_of_a_short_one_is_one()
    {
        await using var bench = new AudioBench(isLive: true);
        await bench.StartAndHearAsync(0, 1);
        bench.Source.Skip(TimeSpan.FromMilliseconds(100));
        await bench.HearAsync(1);
        bench.Source.Skip(TimeSpan.FromSeconds(3));
        await bench.HearAsync(1, 0);
        await bench.TextsAsync(2);

        Assert.Equal([0.1, 3.4], bench.StartsS);
    }
}
