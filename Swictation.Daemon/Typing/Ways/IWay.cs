using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>A way to put text where the cursor is. One text at a time.</summary>
internal interface IWay : IAsyncDisposable
{
    DeliveryWay Name { get; }

    /// <summary>Why it cannot be used here, and what to do; null if it can.</summary>
    string? Obstacle { get; }

    /// <summary>False for a text with characters that it types wrongly, or loses.</summary>
    bool CanType(string text) => true;

    /// <summary>Puts a text there, and returns when the display server has all of it.</summary>
    /// <param name="text">
    /// Without control characters, but for line feeds, each a press of Return, and tabulators.
    /// </param>
    /// <param name="window">The window that has the cursor; null if unknown.</param>
    /// <returns>Why it has failed; null if it has not.</returns>
    Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken);

    /// <summary>Leaves everything as it was found.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => default;
}
