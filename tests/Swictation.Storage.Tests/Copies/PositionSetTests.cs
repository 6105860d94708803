using Swictation.Domain.Events;
using Swictation.Storage.Copies;

namespace Swictation.Storage.Tests.Copies;

public sealed class PositionSetTests
{
    [Fact]
    public void Ranges_that_touch_are_one_in_whatever_order_they_come()
    {
        PositionSet set = new();
        foreach (var (first, last) in new[] { (1, 100), (101, 200), (300, 310), (250, 260), (305, 320) }) set.Add(new(first, last));

        Assert.Equal([new(1, 200), new(250, 260), new PositionRange(300, 320)], set.Ranges);
        Assert.True(set.Contains(200));
        Assert.False(set.Contains(201));
    }
}
