using System.Threading.Channels;

namespace Swictation.Daemon.Typing.Hooks;

/// <summary>
/// Runs the commands for the start, the stop and errors of recording: one at a time, in order. Of more than fit, the newest
/// are left out, and that is told.
/// </summary>
internal sealed class HookQueue : IAsyncDisposable
{
    private readonly Channel<(HookCommand Command, long? Session, string Text)> _waiting =
        Channel.CreateBounded<(HookCommand Command, long? Session, string Text)>(32);

    private readonly Action<string> _tell;
    private readonly Task _running;

    public HookQueue(Action<string> tell)
    {
        _tell = tell;
        _running = RunAllAsync();
    }

    /// <param name="command">Null if the user has none for this.</param>
    /// <param name="text">For its standard input.</param>
    public void Add(HookCommand? command, long? session, string text)
    {
        if (command is not null && !_waiting.Writer.TryWrite((command, session, text)))
            _tell("a command was left out: those before it take too long");
    }

    /// <summary>Waits for those that are to be run.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _running.ConfigureAwait(false);
    }

    private async Task RunAllAsync()
    {
        await foreach (var (command, session, text) in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
            await command.RunAsync(position: null, session, text, _tell, CancellationToken.None).ConfigureAwait(false);
    }
}
