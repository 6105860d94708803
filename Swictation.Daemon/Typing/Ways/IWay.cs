using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>A way to put text where the cursor is. One text at a time.</summary>
internal interface IWay : IDisposable
{
    DeliveryWay Name { get; }

    /// <summary>Why it cannot be used here, and what to do; null if it can.</summary>
    string? Obstacle { get; }

    /// <summary>Puts a text there, and returns when the display server has all of it.</summary>
    /// <param name="text">
    /// Without control characters, but for line feeds, each a press of Return, and tabulators.
    /// </param>
    /// <param name="window">The window that has the cursor; null if unknown.</param>
    /// <returns>Why it has failed; null if it has not.</returns>
    Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken);
}
