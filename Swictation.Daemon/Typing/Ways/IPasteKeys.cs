using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>Presses the keys that paste.</summary>
internal interface IPasteKeys
{
    /// <inheritdoc cref="IWay.Obstacle"/>
    string? Obstacle { get; }

    /// <summary>Whether a window pastes the primary selection, and not the clipboard.</summary>
    bool UsesPrimary(Window? window);

    /// <returns>Why it has failed, in words; null if it has not.</returns>
    Task<string?> PressAsync(Window? window, CancellationToken cancellationToken);
}
