using Swictation.Daemon.Platform.Load;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Platform.Load;

public sealed class IdleMemoryTests
{
    private readonly FakeClock _time = new();
    private readonly IdleMemory _memory;
    private long _allocated;
    private int _givenBack;

    public IdleMemoryTests() => _memory = new(() => _allocated, () => _givenBack++, _time);

    [Fact]
    public void Memory_is_given_back_once_in_the_first_quiet_second_behind_a_burst()
    {
        PassSecond(IdleMemory.Burst);
        PassSecond(IdleMemory.Burst);
        Assert.Equal(0, _givenBack);

        PassSecond(IdleMemory.Quiet - 1);
        PassSecond(0);

        Assert.Equal(1, _givenBack);
    }

    [Fact]
    public void Little_by_little_it_is_given_back_as_often_as_it_amounts_to_a_burst()
    {
        var seconds = (int)(3 * IdleMemory.Burst / (IdleMemory.Quiet / 2));
        for (var second = 0; second < seconds; second++) PassSecond(IdleMemory.Quiet / 2);

        Assert.Equal(3, _givenBack);
    }

    [Fact]
    public void It_looks_no_more_often_than_once_a_second()
    {
        _allocated += IdleMemory.Burst;
        _memory.Look();
        PassSecond(0);
        _allocated += IdleMemory.Burst;
        _memory.Look();

        Assert.Equal(0, _givenBack);
        PassSecond(0);
        PassSecond(0);
        Assert.Equal(1, _givenBack);
    }

    private void PassSecond(long allocated)
    {
        _allocated += allocated;
        _time.Advance(TimeSpan.FromSeconds(1));
        _memory.Look();
    }
}
