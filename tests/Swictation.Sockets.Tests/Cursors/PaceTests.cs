using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

public sealed class PaceTests
{
    private readonly InMemoryEventLog _log = new();
    private readonly ManualTimeProvider _time = new();

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
    public void As_fast_as_possible_knows_no_pause()
    {
        AppendAt(0, 3_600);
        var cursor = Cursor(Pace.AsFastAsPossible);

        Assert.Equal(TimeSpan.Zero, cursor.Next(false).DueIn);
        Assert.True(cursor.Next(false).IsEnd);
    }

    private FeedCursor Cursor(Pace pace) => new(_log, new FixedFeedPlanner([new FeedRange(0, Pace: pace)]), EventSelection.Broadcast, _time);

    private void AppendAt(params double[] seconds)
    {
        foreach (var at in seconds)
            _log.Append([WireWriter.ToAppend(new SessionStarted(new(1), DateTimeOffset.UnixEpoch.AddSeconds(at)))]);
    }
}
