using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Swictation.Daemon.Hotkeys;

namespace Swictation.Daemon.Tests.Hotkeys;

public sealed class HotkeyRunTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _sent = [];
    private TimeSpan _between;

    [Fact]
    public async Task Press_starts_and_release_stops_and_a_key_that_repeats_is_pressed_once()
    {
        await RunAsync(
            new(HotkeyAction.PushToTalk, IsPressed: true), new(HotkeyAction.PushToTalk, IsPressed: true), new(HotkeyAction.PushToTalk, IsPressed: false),
            new(HotkeyAction.Toggle, IsPressed: true), new(HotkeyAction.Toggle, IsPressed: false), new(HotkeyAction.PushToTalk, IsPressed: false));

        Assert.Equal(["start", "stop", "toggle"], _sent);
    }

    [Fact]
    public async Task Toggle_that_repeats_while_it_is_held_toggles_once_also_where_no_release_is_told()
    {
        var toggle = new HotkeyEvent(HotkeyAction.Toggle, IsPressed: true);
        _between = TimeSpan.FromMilliseconds(600);
        await RunAsync(toggle, toggle, toggle, new(HotkeyAction.Toggle, IsPressed: false), toggle);
        Assert.Equal(["toggle", "toggle"], _sent);

        _between = TimeSpan.FromSeconds(1);
        await RunAsync(toggle, toggle);
        Assert.Equal(4, _sent.Count);
    }

    [Fact]
    public async Task Recording_is_stopped_when_the_end_comes_while_its_key_is_held()
    {
        await RunAsync(new HotkeyEvent(HotkeyAction.PushToTalk, IsPressed: true));

        Assert.Equal(["start", "stop"], _sent);
    }

    // The end comes when all is heard.
    private async Task RunAsync(params HotkeyEvent[] events)
    {
        using var ending = new CancellationTokenSource();
        await using var source = new Scripted(events, () => _time.Advance(_between), ending);
        await new HotkeyRun(source, Send, _time).RunAsync(ending.Token);

        Task Send(string action, CancellationToken cancellationToken)
        {
            _sent.Add(action);
            return Task.CompletedTask;
        }
    }

    private sealed class Scripted(HotkeyEvent[] events, Action wait, CancellationTokenSource ending) : IHotkeySource
    {
        public IReadOnlyList<string> Shown => [];

        public async IAsyncEnumerable<HotkeyEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var heard in events)
            {
                yield return heard;
                wait();
            }

            await ending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        public ValueTask DisposeAsync() => default;
    }
}
