using Swictation.Daemon.Sessions.Recording;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>
/// A microphone has what was said just before it is listened to. Which of it a turn may have: nothing that was said
/// while a session was paused, and nothing that was said off the record when what is said is stored, or the reverse.
/// </summary>
public sealed class WhatIsHeardBeforeTests
{
    [Fact]
    public async Task Session_that_is_started_begins_with_it()
    {
        using var bench = RecorderBench.Idle();
        bench.Advance(5);

        bench.Recorder.Toggle();

        Assert.Null((await TurnAsync(bench)).NotBefore);
    }

    [Fact]
    public async Task Session_after_one_that_was_stopped_begins_with_it()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        bench.Advance(0.1);

        bench.Recorder.Toggle();

        // What is in the session before it is in no other: the source gives nothing twice.
        Assert.Null((await TurnAsync(bench)).NotBefore);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("resume")]
    [InlineData("toggle")]
    public async Task Session_that_goes_on_after_a_pause_has_nothing_of_the_pause(string action)
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();
        bench.Advance(5);
        var keyPressed = bench.Time.GetTimestamp();

        _ = action switch
        {
            "start" => bench.Recorder.Start(),
            "resume" => bench.Recorder.Resume(),
            _ => bench.Recorder.Toggle(),
        };

        Assert.Equal(keyPressed, (await TurnAsync(bench)).NotBefore);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_that_is_started_when_a_paused_one_has_ended_has_nothing_of_the_pause(bool isCancelled)
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();
        bench.Advance(5);
        var ended = bench.Time.GetTimestamp();
        _ = isCancelled ? bench.Recorder.Cancel() : bench.Recorder.Stop();
        bench.Advance(0.1);

        bench.Recorder.Start();

        Assert.Equal(ended, (await TurnAsync(bench)).NotBefore);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Session_has_nothing_that_was_said_before_the_record_was_turned_off_or_on(bool isOn)
    {
        using var bench = RecorderBench.Idle();
        if (!isOn) bench.Recorder.SetOffTheRecord(true);
        bench.Advance(5);
        var changed = bench.Time.GetTimestamp();
        bench.Recorder.SetOffTheRecord(isOn);
        bench.Advance(0.1);

        bench.Recorder.Start();

        var turn = await TurnAsync(bench);
        Assert.Equal((changed, isOn), (turn.NotBefore, turn.IsOffTheRecord));
    }

    [Fact]
    public async Task Nothing_that_was_said_off_the_record_comes_late_into_what_is_stored()
    {
        using var bench = RecorderBench.Idle();
        bench.Recorder.SetOffTheRecord(true);
        bench.Recorder.Start();
        bench.Advance(5);
        var changed = bench.Time.GetTimestamp();

        bench.Recorder.SetOffTheRecord(false);

        var turn = await TurnAsync(bench);
        Assert.Equal((changed, false), (turn.NotBefore, turn.IsOffTheRecord));
    }

    private static Task<RecordingTake> TurnAsync(RecorderBench bench) => bench.Gate.WaitAsync(CancellationToken.None);
}
