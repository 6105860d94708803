namespace Swictation.Daemon.Typing.Ways;

/// <summary>The keys that select and remove on X11, pressed by xdotool.</summary>
internal sealed class XdotoolEditKeys : IEditKeys
{
    public string? Obstacle { get; } = XDisplay.Obstacle("xdotool");

    public Task<string?> SelectBackAsync(int count, CancellationToken cancellationToken) =>
        XdotoolWay.PressAsync(Enumerable.Repeat("shift+Left", count), cancellationToken);

    public Task<string?> LeaveAsync(CancellationToken cancellationToken) => XdotoolWay.PressAsync(["Right"], cancellationToken);

    public Task<string?> RemoveAsync(CancellationToken cancellationToken) => XdotoolWay.PressAsync(["BackSpace"], cancellationToken);
}
