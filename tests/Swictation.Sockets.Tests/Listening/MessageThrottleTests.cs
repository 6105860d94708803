using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class MessageThrottleTests
{
    [Fact]
    public void Trouble_that_lasts_is_told_at_once_and_then_once_in_an_interval_with_its_count()
    {
        var time = new FakeClock();
        var occasion = new MessageThrottle(time, TimeSpan.FromMinutes(1));
        var told = new List<(double AtS, long Times)>();

        for (var tenth = 0; tenth <= 1_200; tenth++)
        {
            if (occasion.ShouldReport(out var times)) told.Add((tenth / 10.0, times));
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal([(0, 1), (60, 600), (120, 600)], told);
    }
}
