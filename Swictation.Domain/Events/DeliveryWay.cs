using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>How words get to the cursor.</summary>
public readonly record struct DeliveryWay(string Name) : IWireName<DeliveryWay>
{
    /// <summary>Keys of a virtual keyboard of our own, on Wayland.</summary>
    public static DeliveryWay Wayland { get; } = new("wayland");

    /// <summary>The program wtype.</summary>
    public static DeliveryWay Wtype { get; } = new("wtype");

    /// <summary>The program xdotool, on X11.</summary>
    public static DeliveryWay Xdotool { get; } = new("xdotool");

    /// <summary>Pasted from the clipboard.</summary>
    public static DeliveryWay Clipboard { get; } = new("clipboard");

    /// <summary>Keys of a keyboard that the desktop portal has granted.</summary>
    public static DeliveryWay Portal { get; } = new("portal");

    /// <summary>A command line of the user's.</summary>
    public static DeliveryWay Command { get; } = new("command");

    public static DeliveryWay Named(string name) => new(name);

    public override string ToString() => Name;
}
