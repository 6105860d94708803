namespace Swictation.Daemon.Hotkeys;

/// <summary>Has the daemon do what keys say, one after the other: a release never overtakes its press.</summary>
/// <param name="send">Sends an action to the daemon.</param>
internal sealed class HotkeyRun(IHotkeySource source, Func<string, CancellationToken, Task> send, TimeProvider time)
{
    private const string Start = "start";
    private const string Stop = "stop";
    private const string Toggle = "toggle";

    // KDE repeats a key that is held, first after 0.6 s. A desktop may not tell of every release.
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromSeconds(1);

    private long? _toggledAt;

    /// <summary>Ends when it is cancelled. A recording for which a key is still held is stopped then.</summary>
    /// <exception cref="HotkeyException">Keys cannot be heard any more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isHeld = false;
        try
        {
            await foreach (var heard in source.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (heard.Action == HotkeyAction.Toggle && !IsToggle(heard.IsPressed)) continue;
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

    // False for a release, and for a press that is repeated.
    private bool IsToggle(bool isPressed)
    {
        var isRepeated = _toggledAt is { } before && time.GetElapsedTime(before) < LongestRepeat;
        _toggledAt = isPressed ? time.GetTimestamp() : null;
        return isPressed && !isRepeated;
    }
}
