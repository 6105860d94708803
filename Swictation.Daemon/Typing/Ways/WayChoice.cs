using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>How words are to be typed: by the best way, by a certain one, or not at all.</summary>
/// <param name="Way">Null for the best, and for none.</param>
internal readonly record struct WayChoice(DeliveryWay? Way, bool IsNone = false)
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms = "auto, wayland, portal, wtype, xdotool or clipboard";

    /// <summary>Those of a rule.</summary>
    public const string RuleForms = "auto, wayland, portal, wtype, xdotool, clipboard or none";

    public static WayChoice Auto { get; }

    public static WayChoice None { get; } = new(Way: null, IsNone: true);

    /// <summary>Null for a text that is no way; <c>none</c> is one only in a rule.</summary>
    public static WayChoice? Parse(string text) => text switch
    {
        "auto" => Auto,
        "wayland" or "portal" or "wtype" or "xdotool" or "clipboard" => new(new DeliveryWay(text)),
        _ => null,
    };
}
