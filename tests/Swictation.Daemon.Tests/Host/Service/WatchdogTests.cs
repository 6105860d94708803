using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Service;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Service;

public sealed class WatchdogTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(8);

    private readonly FakeClock _time = new();
    private readonly RecordingLogger _logger = new();
    private readonly SemaphoreSlim _writer = new(0);
    private int _asked;
    private int _keptAlive;
    private Watchdog _watchdog = null!;
    private Exception? _fault;

    public ValueTask InitializeAsync()
    {
        _watchdog = new(
            Interval,
            [
                new("The log", AskWriterAsync),
                new("The feed", _ => _fault is { } fault ? throw fault : Task.CompletedTask),
            ],
            () => Interlocked.Increment(ref _keptAlive),
            _time,
            _logger);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Manager_is_told_each_time_that_every_part_has_answered()
    {
        for (var round = 1; round <= 3; round++)
        {
            _writer.Release();
            await Eventually.IsTrueAsync(() => Volatile.Read(ref _keptAlive) == round, $"keep-alive {round}");
            await AdvanceToNextAskAsync(round);
        }

        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public async Task Part_that_hangs_makes_it_fall_silent_and_says_which_it_is()
    {
        await Eventually.IsTrueAsync(() => Volatile.Read(ref _asked) == 1, "the log is asked");

        _time.Advance(Interval);
        await Eventually.IsTrueAsync(() => _logger.Lines.Count > 0, "the silence is logged");
        _time.Advance(10 * Interval);

        Assert.Equal(0, _keptAlive);
        Assert.Contains(
            "The log has not answered for 4 s", Assert.Single(_logger.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_that_answers_late_is_forgiven()
    {
        await Eventually.IsTrueAsync(() => Volatile.Read(ref _asked) == 1, "the log is asked");
        _time.Advance(Interval / 2);
        await Eventually.IsTrueAsync(() => _logger.Lines.Count > 0, "the silence is logged");

        _writer.Release();

        await Eventually.IsTrueAsync(() => Volatile.Read(ref _keptAlive) == 1, "it is kept alive again");
    }

    [Fact]
    public async Task Part_that_is_broken_ends_it()
    {
        _fault = new InvalidOperationException("takes no clients");

        _writer.Release();
        await Eventually.IsTrueAsync(() => _logger.Lines.Count > 0, "the fault is logged");

        Assert.Equal((LogLevel.Error, 0), (_logger.Lines[0].Level, _keptAlive));
        Assert.Contains("The feed", _logger.Lines[0].Text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        _writer.Dispose();
    }

    private Task AskWriterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return _writer.WaitAsync(cancellationToken);
    }

    // Half a second of the clock at a time: the loop arms its timer on another thread.
    private Task AdvanceToNextAskAsync(int asked) =>
        Eventually.IsTrueAsync(
            () =>
            {
                if (Volatile.Read(ref _asked) == asked) _time.Advance(Interval / 16);
                return Volatile.Read(ref _asked) > asked;
            },
            "the log is asked again");
}
