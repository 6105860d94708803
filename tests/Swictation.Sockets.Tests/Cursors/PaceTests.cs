using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

public sealed class PaceTests
{
    private readonly InMemoryEventLog _log = new();
    private readonly FakeClock _time = new();

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(0.5, 4)]
    public void Paced_events_come_one_by_one_when_they_are_due(double speed, double secondsBetween)
    {
        AppendAt(0, 2, 4);
        var cursor = Cursor(new Pace(speed));

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
        Assert.Equal(TimeSpan.FromSeconds(secondsBetween), cursor.Next(false).DueIn);
        _time.Advance(TimeSpan.FromSeconds(secondsBetween));

        Assert.Equal(TimeSpan.FromSeconds(secondsBetween), cursor.Next(false).DueIn);
        Assert.True(cursor.Next(false).IsEnd);
    }

    [Fact]
    public void Waiting_too_long_once_does_not_add_up()
    {
        AppendAt(0, 2, 4);
        var cursor = Cursor(new Pace(1));
        cursor.Next(false);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
        Assert.Equal(TimeSpan.FromSeconds(1), cursor.Next(false).DueIn);
    }

    [Fact]
    public void A_pause_is_no_longer_than_the_longest_that_is_wanted()
    {
        AppendAt(0, 3_600);
        var cursor = Cursor(new Pace(2, MaxGap: TimeSpan.FromSeconds(5)));
        cursor.Next(false);

        Assert.Equal(TimeSpan.FromSeconds(2.5), cursor.Next(false).DueIn);
    }

    [Fact]
    public void A_clock_that_went_back_makes_no_pause()
    {
        AppendAt(100, 50, 51);
        var cursor = Cursor(new Pace(1));
        cursor.Next(false);

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
        Assert.Equal(TimeSpan.FromSeconds(1), cursor.Next(false).DueIn);
    }

    [Fact]
    public void Sleep_is_not_waited_for_also_by_a_client_that_is_not_told_of_it()
    {
        AppendAt(0, 2);
        Append(new MetricsUpdate(new(1), At(4), Phase.Recording, default, default));
        Append(new Suspended(new(1), At(28_804), 28_800));
        AppendAt(28_805);
        var everything = Cursor(new Pace(1), EventSelection.All);
        var starts = Cursor(new Pace(1), EventSelection.Of([SessionStart.TypeName]));

        Assert.Equal([0, 2, 4, 4, 5], DueTimes(everything));
        Assert.Equal([0, 2, 5], DueTimes(starts));
    }

    [Fact]
    public void Pauses_of_the_session_are_not_waited_for()
    {
        AppendAt(0, 2);
        Append(new SessionPaused(new(1), At(3)));
        foreach (var minute in new[] { 63, 123 })
            Append(new MetricsUpdate(new(1), At(minute), Phase.Idle, default, default));
        Append(new PauseEnded(new(1), At(150), 147));
        AppendAt(151);

        Assert.Equal([0, 2, 3, 3, 3, 3, 4], DueTimes(Cursor(new Pace(1), EventSelection.All)));
    }

    [Fact]
    public void Time_without_a_daemon_is_not_waited_for()
    {
        AppendAt(0, 2);
        Append(new SessionRecovered(new(1), At(90_000), Resumed: false, At(2)));
        Append(new SessionEnd(new(1), At(2), SessionEndReason.Recovered));

        Assert.Equal([0, 2, 2, 2], DueTimes(Cursor(new Pace(1), EventSelection.All)));
    }

    [Fact]
    public void What_was_transcribed_late_is_due_at_once_and_takes_no_time_back()
    {
        AppendAt(0, 100);
        Append(new Transcription(new(1), At(3), "late", 1, 1, 1));
        Append(new SegmentMeasured(new(1), At(3), 2, 1, 0, 0));
        AppendAt(101);

        Assert.Equal([0, 100, 100, 100, 101], DueTimes(Cursor(new Pace(1), EventSelection.All)));
    }

    [Fact]
    public void Times_that_make_no_sense_do_not_stop_a_client_for_ever()
    {
        foreach (var at in new[] { 0, long.MaxValue, long.MinValue, long.MaxValue, 0 })
            _log.Append([WireWriter.ToAppend(new SessionStart(new(1), At(0))) with { AtMicroseconds = at }]);
        var cursor = Cursor(new Pace(1, MaxGap: TimeSpan.FromSeconds(3)));

        Assert.Equal([0, 3, 3, 6, 6], DueTimes(cursor));
    }

    [Fact]
    public void As_fast_as_possible_knows_no_pause()
    {
        AppendAt(0, 3_600);
        var cursor = Cursor(Pace.AsFastAsPossible);

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
        Assert.True(cursor.Next(false).IsEnd);
    }

    [Fact]
    public void Who_is_about_to_be_sent_the_newest_event_is_live()
    {
        AppendAt(0);
        // Broadcast has no place for it: nothing more is to come.
        Append(new SegmentMeasured(new(1), At(0), 2, 1, 0, 0));
        var cursor = Cursor(new Pace(0.5));
        cursor.Next(false);

        cursor.StopPacingAtPresent();
        AppendAt(3_600);

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
    }

    [Fact]
    public void Who_is_about_to_be_sent_an_earlier_event_is_not_live_yet()
    {
        AppendAt(0, 2);
        var cursor = Cursor(new Pace(1));
        cursor.Next(false);
        AppendAt(3_600);

        cursor.StopPacingAtPresent();
        var second = cursor.Next(false).DueIn;
        cursor.StopPacingAtPresent();

        Assert.Equal(TimeSpan.FromSeconds(2), second);
        Assert.Equal(TimeSpan.FromSeconds(3_600), cursor.Next(false).DueIn);
    }

    private static DateTimeOffset At(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    // Seconds from the first event at which each one is due, for a client that waits for each.
    private List<double> DueTimes(FeedCursor cursor)
    {
        var due = new List<double>();
        var waited = TimeSpan.Zero;
        for (var step = cursor.Next(false); !step.IsEnd; step = cursor.Next(false))
        {
            _time.Advance(step.DueIn);
            waited += step.DueIn;
            due.Add(waited.TotalSeconds);
        }

        return due;
    }

    private FeedCursor Cursor(Pace pace) => Cursor(pace, EventSelection.Broadcast);

    private FeedCursor Cursor(Pace pace, EventSelection selection) =>
        new(_log, new FixedFeedPlanner([new FeedRange(0, Pace: pace)]), selection, _time);

    private void Append(SessionEvent recorded) => _log.Append([WireWriter.ToAppend(recorded)]);

    private void AppendAt(params double[] seconds)
    {
        foreach (var at in seconds)
            Append(new SessionStart(new(1), At(at)));
    }
}
