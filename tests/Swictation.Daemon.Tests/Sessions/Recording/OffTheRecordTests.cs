using System.Text;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class OffTheRecordTests
{
    private static readonly SessionId One = new(1);

    [Fact]
    public async Task Turning_it_on_is_an_event_and_begins_another_turn_of_the_same_session()
    {
        using var bench = RecorderBench.Recording();
        var former = await bench.Gate.WaitAsync(CancellationToken.None);
        var before = bench.Log.Head;

        var outcome = bench.Recorder.SetOffTheRecord(true);

        var turn = await bench.Gate.WaitAsync(CancellationToken.None);
        Assert.Equal(["off_the_record True"], bench.Log.Lines(before));
        Assert.Equal(new(CommandAnswer.WentOffTheRecord, Phase.Recording, One, bench.Log.Head), outcome);
        Assert.True(former is { IsOffTheRecord: false, Stopped.IsCancellationRequested: true });
        Assert.True(turn is { IsOffTheRecord: true, Session.Value: 1 });
    }

    [Fact]
    public async Task It_holds_for_the_next_session_too_until_it_is_turned_off()
    {
        using var bench = RecorderBench.Idle();

        bench.Recorder.SetOffTheRecord(true);
        bench.Recorder.Start();
        Assert.True((await bench.Gate.WaitAsync(CancellationToken.None)).IsOffTheRecord);
        bench.Recorder.Stop();
        bench.Recorder.Start();
        Assert.True((await bench.Gate.WaitAsync(CancellationToken.None)).IsOffTheRecord);
        Assert.Equal("On the record again", bench.Recorder.SetOffTheRecord(false).Message());
        Assert.False((await bench.Gate.WaitAsync(CancellationToken.None)).IsOffTheRecord);
    }

    [Fact]
    public async Task While_paused_it_opens_nothing()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();

        bench.Recorder.SetOffTheRecord(true);

        Assert.False(bench.IsGateOpen);
        bench.Recorder.Resume();
        Assert.True((await bench.Gate.WaitAsync(CancellationToken.None)).IsOffTheRecord);
    }

    [Fact]
    public void Text_is_told_and_not_stored_and_its_figures_are()
    {
        using var bench = RecorderBench.Recording();

        bench.Recorder.TryRecord(One, [new("a secret word", bench.Time.GetTimestamp(), IsOffTheRecord: true)]);

        var position = bench.Log.Events().FindIndex(recorded => recorded is Transcription);
        var (sent, stored) = (bench.Log.ReadAfter(position), bench.Log.ReadStored(position));
        Assert.Contains("a secret word", Encoding.UTF8.GetString(sent.Lines.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(stored.Lines.Span), StringComparison.Ordinal);
        Assert.Contains(
            "\"text\":\"[off the record]\"", Encoding.UTF8.GetString(stored.Lines.Span), StringComparison.Ordinal);
        Assert.Equal(3, bench.Recorder.State.Words);
    }

    [Fact]
    public void What_is_held_for_a_full_disk_is_told_as_it_was_said_once_it_is_stored()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.Recorder.TryRecord(One, [new("a secret word", bench.Time.GetTimestamp(), IsOffTheRecord: true)]);
        Assert.All(bench.Recorder.ReleaseOrGiveUp(), held => Assert.DoesNotContain(
            "secret", Encoding.UTF8.GetString(held.Body.Span), StringComparison.Ordinal));

        bench.Disk.IsFull = false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal(["a secret word"], bench.Log.Texts());
        Assert.DoesNotContain(
            "secret", Encoding.UTF8.GetString(bench.Log.ReadStored(0).Lines.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void P7_A_restart_leaves_it_as_the_log_says_unless_told_otherwise(bool? option, bool isExpected)
    {
        var state = DaemonState.Initial
            .Apply(new OffTheRecord(null, DateTimeOffset.UnixEpoch, On: true))
            .Apply(new SessionStart(One, DateTimeOffset.UnixEpoch))
            .Apply(new SessionEnd(One, DateTimeOffset.UnixEpoch));
        using var bench = new RecorderBench(new InMemoryEventLog(), state);

        bench.Recorder.ComeUp([], option);

        Assert.Equal(isExpected, bench.Recorder.State.IsOffTheRecord);
        Assert.Equal(isExpected ? 0 : 1, bench.Log.Events().OfType<OffTheRecord>().Count());
    }

    [Fact]
    public void Saying_it_twice_changes_nothing()
    {
        using var bench = RecorderBench.Idle();
        bench.Recorder.SetOffTheRecord(true);
        var before = bench.Log.Head;

        Assert.Equal("Already off the record", bench.Recorder.SetOffTheRecord(true).Message());
        Assert.Equal(before, bench.Log.Head);
    }
}
