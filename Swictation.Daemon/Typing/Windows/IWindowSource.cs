namespace Swictation.Daemon.Typing.Windows;

/// <summary>Asks the display server who has the cursor. One thread at a time.</summary>
internal interface IWindowSource : IDisposable
{
    /// <summary>False where the display server tells nobody: then no window is known, and none is compared.</summary>
    bool IsKnown { get; }

    /// <summary>The window that has the cursor; null if none has, or none is known.</summary>
    Window? Find();

    /// <summary>Whether a key such as Shift or Control is being held; null where that cannot be known.</summary>
    bool? HoldsModifier();
}
