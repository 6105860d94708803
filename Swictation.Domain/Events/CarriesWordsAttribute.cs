namespace Swictation.Domain.Events;

/// <summary>
/// Says whether events of a type can carry words of the user (text, a recogniser's output, confidences of words): what has
/// to go when something is forgotten. Every type says it, and one that can says which fields of its line stay; all others
/// go, those that a later version adds too.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CarriesWordsAttribute(bool carriesWords) : Attribute
{
    public bool CarriesWords { get; } = carriesWords;

    /// <summary>Fields that say where it belongs; they stay.</summary>
    public string[] Stays { get; init; } = [];

    /// <summary>Numbers that the figures of a session need; they stay unless the figures are to go too.</summary>
    public string[] Figures { get; init; } = [];

    /// <summary>Texts that a reader expects; they stay empty.</summary>
    public string[] Blanks { get; init; } = [];
}
