namespace Swictation.Storage.Opening;

/// <summary>The failures that a committed event survives.</summary>
public enum Durability
{
    /// <summary>Power loss: every commit waits for the disk, about 200 µs on an ordinary one.</summary>
    Full,

    /// <summary>A crash of the process, but not of the machine: a commit takes about 20 µs.</summary>
    Normal,
}
