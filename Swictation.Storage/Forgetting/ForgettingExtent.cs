namespace Swictation.Storage.Forgetting;

/// <summary>How much of an event is forgotten, most of it first. The numbers stand in the table <c>forgetting</c>.</summary>
public enum ForgettingExtent
{
    /// <summary>The event itself: its position becomes one whose event was taken out.</summary>
    Event = -1,

    /// <summary>Words and figures; position, time and type stay.</summary>
    Figures = 0,

    /// <summary>Words; figures stay.</summary>
    Words = 1,
}
