namespace Swictation.Daemon.Hotkeys;

/// <summary>Hears keys whichever window has the cursor.</summary>
internal interface IHotkeySource : IAsyncDisposable
{
    /// <summary>The keys as they are to be shown to the user, a line each.</summary>
    IReadOnlyList<string> Shown { get; }

    /// <summary>Presses and releases, in order, until it is cancelled.</summary>
    /// <exception cref="HotkeyException">They cannot be heard any more.</exception>
    IAsyncEnumerable<HotkeyEvent> ReadAllAsync(CancellationToken cancellationToken);
}
