using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>What a <see cref="DeliveryBegun"/> or a <see cref="TextDelivered"/> says.</summary>
/// <param name="Segment">Position of the transcription, or of the last of several.</param>
/// <param name="First">Of the first of several; null for one.</param>
/// <param name="Outcome">Null where it was only begun.</param>
/// <param name="Window">The window that had the cursor; null where that is not known.</param>
/// <param name="Way">Null where nothing was begun.</param>
public readonly record struct DeliveryStep(long Segment, long? First, DeliveryOutcome? Outcome, string? Window, DeliveryWay? Way = null)
{
    /// <summary>Null for an event of another type.</summary>
    public static DeliveryStep? Of(SessionEvent recorded) => recorded switch
    {
        // Each name once: there are few, and as many deliveries as sentences.
        DeliveryBegun begun => new(
            begun.Segment, First: null, Outcome: null, begun.Window is { } window ? string.Intern(window) : null, new(string.Intern(begun.Way.Name))),
        TextDelivered ended => new(ended.Segment, ended.First, new(string.Intern(ended.Outcome.Name)), Window: null),
        _ => null,
    };
}
