using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The keys that paste on X11, pressed by xdotool.</summary>
internal sealed class XdotoolPasteKeys : IPasteKeys
{
    public string? Obstacle { get; } = XDisplay.Obstacle("xdotool");

    public bool UsesPrimary(Window? window) => window is { IsXterm: true };

    public Task<string?> PressAsync(Window? window, CancellationToken cancellationToken)
    {
        var chord = UsesPrimary(window) ? "shift+Insert" : window is { IsTerminal: true } ? "ctrl+shift+v" : "ctrl+v";
        return XdotoolWay.PressAsync([chord], cancellationToken);
    }
}
