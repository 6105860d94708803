using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>Where another text of a sentence comes from.</summary>
public readonly record struct RevisionKind(string Name) : IWireName<RevisionKind>
{
    /// <summary>It was brought into another form by a rule.</summary>
    public static RevisionKind Shaped { get; } = new("shaped");

    /// <summary>Its audio was recognised again.</summary>
    public static RevisionKind Recognised { get; } = new("recognised");

    /// <summary>A user has put it right.</summary>
    public static RevisionKind Corrected { get; } = new("corrected");

    /// <summary>The newest text was taken back: it is that of the version before it.</summary>
    public static RevisionKind TakenBack { get; } = new("taken_back");

    public static RevisionKind Named(string name) => new(name);

    public override string ToString() => Name;
}
