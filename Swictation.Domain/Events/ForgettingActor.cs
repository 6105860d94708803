using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>Who had something forgotten.</summary>
public readonly record struct ForgettingActor(string Name) : IWireName<ForgettingActor>
{
    /// <summary>The user, by a command.</summary>
    public static ForgettingActor User { get; } = new("user");

    /// <summary>A rule of this program.</summary>
    public static ForgettingActor Rule { get; } = new("rule");

    public static ForgettingActor Named(string name) => new(name);

    public override string ToString() => Name;
}
