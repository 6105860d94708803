using Swictation.Daemon.Typing.Ways.Wayland;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>Types with a <see cref="VirtualKeyboard"/>, which is connected when it is first needed, and again after a fault.</summary>
internal sealed class WaylandKeys : IWay, IPasteKeys
{
    private readonly string _path;
    private VirtualKeyboard? _keyboard;

    /// <param name="environment">Reads a variable.</param>
    public WaylandKeys(Func<string, string?> environment)
    {
        var name = environment("WAYLAND_DISPLAY") is { Length: > 0 } given ? given : "wayland-0";
        _path = Path.Combine(environment("XDG_RUNTIME_DIR") ?? "/", name);
        try
        {
            _keyboard = new(_path);
        }
        catch (WaylandException e)
        {
            Obstacle = e.Reason;
        }
    }

    public DeliveryWay Name => DeliveryWay.Wayland;

    public string? Obstacle { get; }

    public bool UsesPrimary(Window? window) => false;

    public async Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken) =>
        await TryAsync(keyboard => keyboard.Type(text), cancellationToken).ConfigureAwait(false) is { } reason
            ? new(reason)
            : null;

    public Task<string?> PressAsync(Window? window, CancellationToken cancellationToken)
    {
        var modifiers = window is { IsTerminal: true } ? VirtualKeyboard.Control | VirtualKeyboard.Shift : VirtualKeyboard.Control;
        return TryAsync(keyboard => keyboard.PressChord(modifiers, "v"), cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _keyboard?.Dispose();
        return default;
    }

    private Task<string?> TryAsync(Action<VirtualKeyboard> press, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                _keyboard ??= new(_path);
                press(_keyboard);
                return null;
            }
            catch (WaylandException e)
            {
                _keyboard?.Dispose();
                _keyboard = null;
                return e.Reason;
            }
        },
        cancellationToken);
}
