namespace Swictation.Daemon.Hotkeys;

/// <summary>Has the daemon do what keys say, one after the other: a release never overtakes its press.</summary>
/// <param name="send">Sends an action to the daemon.</param>
internal sealed class HotkeyRun(IHotkeySource source, Func<string, CancellationToken, Task> send)
{
    private const string Start = "start";
    private const string Stop = "stop";
    private const string Toggle = "toggle";

    /// <summary>Ends when it is cancelled. A recording for which a key is still held is stopped then.</summary>
    /// <exception cref="HotkeyException">Keys cannot be heard any more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isHeld = false;
        try
        {
            await foreach (var heard in source.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (heard.Action == HotkeyAction.Toggle && !heard.IsPressed) continue;
                if (heard.Action == HotkeyAction.PushToTalk && heard.IsPressed == isHeld) continue;

                // Also when the end comes meanwhile: a press that was heard has its release.
                if (heard.Action == HotkeyAction.PushToTalk) isHeld = heard.IsPressed;
                await send(heard.Action == HotkeyAction.Toggle ? Toggle : heard.IsPressed ? Start : Stop, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that it is meant to have.
        }
        finally
        {
            if (isHeld) await send(Stop, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
