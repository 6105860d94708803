using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>What becomes of a session when somebody sets the clock, or the machine sleeps.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly TimeSpan Night = TimeSpan.FromHours(8);

    private readonly RecorderBench _bench = RecorderBench.Recording();
    private readonly DateTimeOffset _began;

    public ClockTests() => _began = _bench.Time.GetUtcNow();

    private List<SessionEvent> Events => [.. _bench.Log.Events()];

    [Theory]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    [InlineData(-30 * 365 * 86_400)]
    public void Clock_that_is_set_during_a_session_changes_neither_its_order_nor_its_durations(int seconds)
    {
        _bench.Advance(10);
        _bench.TryRecord(1, "before");
        _bench.Time.SetWallClock(TimeSpan.FromSeconds(seconds));
        _bench.Advance(10);
        _bench.TryRecord(1, "after it");
        _bench.Recorder.Stop();

        Assert.Equal(20, _bench.Recorder.Figures.DurationS);
        Assert.Equal(_began.AddSeconds(20), Assert.Single(Events.OfType<SessionEnd>()).At);
        Assert.Equal([10, 20], SecondsOf<Transcription>());
        AssertInOrder();
    }

    [Fact]
    public void Next_session_begins_by_the_clock_as_it_is_then()
    {
        _bench.Time.SetWallClock(TimeSpan.FromHours(-1));
        _bench.Recorder.Stop();

        _bench.Recorder.Start();

        Assert.Equal([0, -3_600], SecondsOf<SessionStart>());
    }

    [Fact]
    public void Sleep_during_a_session_is_an_event_and_what_follows_has_its_own_time()
    {
        _bench.Advance(10);
        _bench.TryRecord(1, "good night");
        var before = _bench.Log.Head;

        _bench.Sleep(Night);
        _bench.TryRecord(1, "good morning");
        _bench.Advance(1);
        _bench.Recorder.UpdateMetrics();

        Assert.Equal(["suspended 28800 s", "transcription good morning"], _bench.Log.LinesButMetrics(before));
        Assert.Equal([10, 10 + Night.TotalSeconds], SecondsOf<Transcription>());
        AssertInOrder();
    }

    [Fact]
    public void Sleep_is_noticed_within_a_second_when_nobody_says_anything()
    {
        var before = _bench.Log.Head;
        _bench.Sleep(Night);

        _bench.Advance(1);
        _bench.Recorder.UpdateMetrics();

        Assert.Equal(["suspended 28800 s", "metrics_update recording"], _bench.Log.Lines(before));
    }

    [Fact]
    public void Each_sleep_is_told_once()
    {
        _bench.Sleep(TimeSpan.FromSeconds(5));
        _bench.TryRecord(1, "one");
        _bench.Sleep(TimeSpan.FromSeconds(7));
        _bench.TryRecord(1, "two");
        _bench.TryRecord(1, "three");

        Assert.Equal([5, 7], Events.OfType<Suspended>().Select(slept => slept.SuspendedS));
    }

    [Fact]
    public void Sleep_that_could_not_be_stored_at_once_is_told_once()
    {
        _bench.Sleep(Night);
        _bench.Disk.IsFull = true;
        _bench.TryRecord(1, "held");

        _bench.Disk.IsFull = false;
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        _bench.Recorder.UpdateMetrics();

        Assert.Equal(Night.TotalSeconds, Assert.Single(Events.OfType<Suspended>()).SuspendedS);
    }

    [Fact]
    public void Sleep_is_no_part_of_the_session_s_duration()
    {
        _bench.Advance(10);
        _bench.Sleep(Night);
        _bench.Advance(5);

        _bench.Recorder.Stop();

        Assert.Equal(15, Events.OfType<MetricsUpdate>().Last().Figures.DurationS);
    }

    [Fact]
    public void Sleep_in_a_pause_is_a_part_of_the_pause()
    {
        _bench.Advance(10);
        _bench.Recorder.Pause();
        _bench.Sleep(Night);
        _bench.Recorder.Resume();
        _bench.Advance(5);

        _bench.Recorder.Stop();

        Assert.Empty(Events.OfType<Suspended>());
        Assert.Equal(Night.TotalSeconds, Assert.Single(Events.OfType<PauseEnded>()).PausedS);
        Assert.Equal(15, Events.OfType<MetricsUpdate>().Last().Figures.DurationS);
    }

    [Fact]
    public void Sleep_outside_a_session_is_nobodys_business()
    {
        _bench.Recorder.Stop();
        _bench.Sleep(Night);

        _bench.Recorder.Start();
        _bench.Recorder.Stop();

        Assert.Empty(Events.OfType<Suspended>());
        Assert.Equal([0, Night.TotalSeconds], SecondsOf<SessionStart>());
    }

    [Fact]
    public void Session_that_goes_on_after_a_restart_goes_on_behind_its_last_event_whatever_the_clock_says()
    {
        _bench.Advance(100);
        _bench.TryRecord(1, "before the crash");
        var state = Events.Aggregate(DaemonState.Initial, (folded, next) => folded.Apply(next));
        using var second = new RecorderBench(_bench.Log, state);
        second.Time.SetWallClock(TimeSpan.FromSeconds(80));

        second.Recorder.ComeUp(RestartDecider.ComeUp(state, TimeSpan.FromSeconds(30), second.Time.GetUtcNow()));
        second.Advance(5);
        second.TryRecord(1, "after it");

        Assert.Equal([100, 105], SecondsOf<Transcription>());
        Assert.Equal(TimeSpan.FromSeconds(105), second.Recorder.SessionTime);
        AssertInOrder();
    }

    public void Dispose() => _bench.Dispose();

    private IEnumerable<double> SecondsOf<TEvent>()
        where TEvent : SessionEvent =>
        Events.OfType<TEvent>().Select(recorded => (recorded.At - _began).TotalSeconds);

    private void AssertInOrder()
    {
        var times = Events.Select(recorded => recorded.At).ToList();
        Assert.Equal(times.Order(), times);
    }
}
