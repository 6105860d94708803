using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>Why events were taken out of the log, or audio was deleted.</summary>
public readonly record struct RemovalReason(string Name) : IWireName<RemovalReason>
{
    /// <summary>They were older than the settings keep them.</summary>
    public static RemovalReason Retention { get; } = new("retention");

    /// <summary>A user had them forgotten.</summary>
    public static RemovalReason Forgotten { get; } = new("forgotten");

    /// <summary>There was more than the settings keep.</summary>
    public static RemovalReason Size { get; } = new("size");

    /// <summary>They are in an earlier backup, and this is one of what is new.</summary>
    public static RemovalReason NotCopied { get; } = new("not_copied");

    public static RemovalReason Named(string name) => new(name);

    public override string ToString() => Name;
}
