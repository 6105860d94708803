namespace Swictation.Daemon.Typing.Windows;

/// <summary>A display server that does not say who has the cursor.</summary>
internal sealed class UnknownWindows : IWindowSource
{
    public bool IsKnown => false;

    public Window? Find() => null;

    public bool? HoldsModifier() => null;

    public void Dispose()
    {
    }
}
