namespace Swictation.Domain.Events;

/// <summary>
/// Says whether events of a type can carry words of the user (text, a recogniser's output, confidences of words): what has
/// to go when something is forgotten. Every type says it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CarriesWordsAttribute(bool carriesWords) : Attribute
{
    public bool CarriesWords { get; } = carriesWords;
}
