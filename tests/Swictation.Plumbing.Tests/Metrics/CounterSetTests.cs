using Swictation.Domain.Events;
using Swictation.Plumbing.Metrics;

namespace Swictation.Plumbing.Tests.Metrics;

public sealed class CounterSetTests
{
    [Fact]
    public void Each_kind_is_counted_by_itself_by_any_number_of_threads()
    {
        var counters = new CounterSet<Phase>();

        Parallel.For(0, 10_000, i => counters.Add(i % 4 == 0 ? Phase.Idle : Phase.Recording));

        Assert.Equal((2_500, 7_500, 0), (counters[Phase.Idle], counters[Phase.Recording], counters[Phase.Error]));
    }
}
