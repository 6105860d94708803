using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>
/// Pastes: what the clipboard holds is read, the text takes its place, the keys are pressed, and what was there is put back
/// unless something else has been copied since. A clipboard with an image or with files is left alone.
/// </summary>
internal sealed class ClipboardWay(IClipboard clipboard, IPasteKeys keys, TimeProvider time) : IWay
{
    // Nobody tells when a program has read the clipboard; slow ones do within this time.
    private static readonly TimeSpan UntilRead = TimeSpan.FromMilliseconds(250);

    private Task _putBack = Task.CompletedTask;

    public DeliveryWay Name => DeliveryWay.Clipboard;

    public string? Obstacle => clipboard.Obstacle ?? keys.Obstacle;

    public async Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken)
    {
        await _putBack.ConfigureAwait(false);
        var isPrimary = keys.UsesPrimary(window);
        var before = await clipboard.ReadAsync(isPrimary, cancellationToken).ConfigureAwait(false);
        if (before.IsOther) return new("the clipboard holds something other than text, which would be lost", IsUntouched: true);

        var fault = await clipboard.LendAsync(text, isPrimary, cancellationToken).ConfigureAwait(false)
            ?? await keys.PressAsync(window, cancellationToken).ConfigureAwait(false);
        _putBack = PutBackAsync(before, text, isPrimary);
        return fault is null ? null : new(fault);
    }

    /// <summary>Waits until the clipboard is as it was.</summary>
    public async ValueTask DisposeAsync()
    {
        await _putBack.ConfigureAwait(false);
        clipboard.Dispose();
    }

    private async Task PutBackAsync(ClipboardContent before, string ours, bool isPrimary)
    {
        await Task.Delay(UntilRead, time).ConfigureAwait(false);
        var now = await clipboard.ReadAsync(isPrimary, CancellationToken.None).ConfigureAwait(false);
        if (now.Text != ours) return;

        if (before.Text is { } text)
            await clipboard.PutBackAsync(text, isPrimary, CancellationToken.None).ConfigureAwait(false);
        else
            await clipboard.ClearAsync(isPrimary, CancellationToken.None).ConfigureAwait(false);
    }
}
