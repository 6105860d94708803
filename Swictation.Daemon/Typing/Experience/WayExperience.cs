using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Experience;

/// <summary>What a trial has shown on a desktop: which characters arrive by which way. One thread at a time.</summary>
internal sealed class WayExperience
{
    private readonly Dictionary<(DeliveryWay Way, CharacterKind Kind), bool> _arrives = [];

    /// <summary>What is known, in no order.</summary>
    public IEnumerable<(DeliveryWay Way, CharacterKind Kind, bool Arrives)> All =>
        _arrives.Select(known => (known.Key.Way, known.Key.Kind, known.Value));

    /// <summary>Null where it was not tried.</summary>
    public bool? Arrives(DeliveryWay way, CharacterKind kind) => _arrives.TryGetValue((way, kind), out var arrives) ? arrives : null;

    /// <summary>True if a text has characters that did not arrive by a way.</summary>
    public bool Loses(DeliveryWay way, string text) =>
        _arrives.ContainsValue(false)
        && text.EnumerateRunes().Any(character => Arrives(way, CharacterKinds.Of(character)) == false);

    /// <summary>True if all kinds of characters of a text have arrived by a way.</summary>
    public bool Proves(DeliveryWay way, string text) =>
        text.EnumerateRunes().All(character => Arrives(way, CharacterKinds.Of(character)) == true);

    public void Note(DeliveryWay way, CharacterKind kind, bool arrives) => _arrives[(way, kind)] = arrives;
}
