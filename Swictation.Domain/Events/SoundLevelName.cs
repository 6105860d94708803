using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>How loud a microphone is.</summary>
public readonly record struct SoundLevelName(string Name) : IWireName<SoundLevelName>
{
    public static SoundLevelName Clipping { get; } = new("clipping");

    public static SoundLevelName Quiet { get; } = new("quiet");

    public static SoundLevelName Good { get; } = new("good");

    public static SoundLevelName Named(string name) => new(name);

    public override string ToString() => Name;
}
