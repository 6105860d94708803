using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>Audio of a session that was cancelled is not transcribed, whoever has left it.</summary>
public sealed class CancelledSessionTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly RecoveryBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Audio_that_a_killed_daemon_has_left_of_it_is_released()
    {
        HasSession(SessionEndReason.Cancelled);
        _bench.Heard(1, from: 0, 0, 7, 7, 0);
        _bench.Store.KeepFailed(One, 0, _bench.Time.GetUtcNow(), new SpeechSegment(new short[160], 0, 160, 0));
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(0, _bench.Transcriber.Calls);
        Assert.Empty(_bench.Log.Texts());
        Assert.Empty(_bench.Store.FindUnfinished());
        Assert.Empty(_bench.Store.FindFailed());
        Assert.Contains(
            _bench.Logger.Lines,
            line => line.Text.StartsWith("Session 1 was cancelled: 0.4 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_that_is_cancelled_while_it_is_recovered_gets_no_more()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new StateChange(One, start, Phase.Recording));
        _bench.Heard(1, from: 0, 7, 0, 8, 0, 9, 0);
        _bench.ComeUp();
        _bench.Transcriber.Recognise = sound =>
        {
            if (sound == 8) _bench.Recorder.Cancel();
            return FakeTranscriber.Say(sound);
        };

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(2, _bench.Transcriber.Calls);
        Assert.Equal(["said 7"], _bench.Log.Texts());
        Assert.Equal(SessionEndReason.Cancelled, _bench.Log.Events().OfType<SessionEnd>().Single().Reason);
        Assert.Empty(_bench.Store.FindUnfinished());
    }

    [Theory]
    [InlineData("cancelled", true)]
    [InlineData("recovered", false)]
    [InlineData(null, false)]
    public void Log_tells_how_a_session_has_ended(string? reason, bool isCancelled)
    {
        HasSession(reason is { } name ? new(name) : null);

        Assert.Equal(isCancelled, CancelledSessions.Contains(_bench.Log, One));
        Assert.False(CancelledSessions.Contains(_bench.Log, new(2)));
    }

    private void HasSession(SessionEndReason? reason)
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(
            new SessionStart(One, start),
            new StateChange(One, start, Phase.Recording),
            new SessionEnd(One, start.AddSeconds(1), reason),
            new StateChange(One, start.AddSeconds(1), Phase.Idle));
    }
}
