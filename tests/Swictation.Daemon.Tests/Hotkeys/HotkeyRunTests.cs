using System.Runtime.CompilerServices;
using Swictation.Daemon.Hotkeys;

namespace Swictation.Daemon.Tests.Hotkeys;

public sealed class HotkeyRunTests
{
    private readonly List<string> _sent = [];

    [Fact]
    public async Task Press_starts_and_release_stops_and_a_key_that_repeats_is_pressed_once()
    {
        await RunAsync(
            new(HotkeyAction.PushToTalk, IsPressed: true), new(HotkeyAction.PushToTalk, IsPressed: true), new(HotkeyAction.PushToTalk, IsPressed: false),
            new(HotkeyAction.Toggle, IsPressed: true), new(HotkeyAction.Toggle, IsPressed: false), new(HotkeyAction.PushToTalk, IsPressed: false));

        Assert.Equal(["start", "stop", "toggle"], _sent);
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
        await using var source = new Scripted(events, ending);
        await new HotkeyRun(source, Send).RunAsync(ending.Token);

        Task Send(string action, CancellationToken cancellationToken)
        {
            _sent.Add(action);
            return Task.CompletedTask;
        }
    }

    private sealed class Scripted(HotkeyEvent[] events, CancellationTokenSource ending) : IHotkeySource
    {
        public IReadOnlyList<string> Shown => [];

        public async IAsyncEnumerable<HotkeyEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var heard in events) yield return heard;
            await ending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        public ValueTask DisposeAsync() => default;
    }
}
