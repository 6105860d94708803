using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class ConnectionSetTests
{
    private readonly ConnectionSet<Probe> _set = new();
    private readonly List<Exception> _failures = [];

    [Fact]
    public async Task A_connection_is_in_the_set_while_it_is_served_and_disposed_of_afterwards()
    {
        var probe = new Probe();
        _set.Run(probe, p => p.Ending.Task, _failures.Add);
        Assert.Equal([probe], _set.All);

        probe.Ending.SetResult();
        await _set.WhenEmptyAsync();

        Assert.Empty(_set.All);
        Assert.True(probe.IsDisposed);
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task A_connection_that_fails_is_told_of_and_the_others_go_on()
    {
        var (failing, staying) = (new Probe(), new Probe());
        _set.Run(failing, p => p.Ending.Task, _failures.Add);
        _set.Run(staying, p => p.Ending.Task, _failures.Add);

        failing.Ending.SetException(new InvalidOperationException("broken"));
        await Eventually.IsTrueAsync(() => failing.IsDisposed, "the failing connection is disposed of");

        Assert.Equal("broken", Assert.Single(_failures).Message);
        Assert.Equal([staying], _set.All);
        staying.Ending.SetResult();
        await _set.WhenEmptyAsync();
    }

    [Fact]
    public async Task A_serving_that_blocks_does_not_block_who_adds_it()
    {
        using var gate = new ManualResetEventSlim();

        _set.Run(
            new Probe(),
            _ =>
            {
                gate.Wait();
                return Task.CompletedTask;
            },
            _failures.Add);
        gate.Set();

        await _set.WhenEmptyAsync();
    }

    private sealed class Probe : IDisposable
    {
        public TaskCompletionSource Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public volatile bool IsDisposed;

        public void Dispose() => IsDisposed = true;
    }
}
