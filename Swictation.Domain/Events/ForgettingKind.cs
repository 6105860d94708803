using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>What was asked for when something was forgotten; never the words themselves.</summary>
public readonly record struct ForgettingKind(string Name) : IWireName<ForgettingKind>
{
    /// <summary>All that was said in a session.</summary>
    public static ForgettingKind Session { get; } = new("session");

    /// <summary>What was said in a span of time.</summary>
    public static ForgettingKind Time { get; } = new("time");

    /// <summary>What holds some words.</summary>
    public static ForgettingKind Words { get; } = new("words");

    /// <summary>Single sentences.</summary>
    public static ForgettingKind Positions { get; } = new("positions");

    /// <summary>Confidences of words that were said off the record, which earlier versions kept.</summary>
    public static ForgettingKind OffTheRecord { get; } = new("off_the_record");

    /// <summary>What had become older than the user wants texts to be kept.</summary>
    public static ForgettingKind Retention { get; } = new("retention");

    /// <summary>True where this program does it by itself.</summary>
    public bool IsOfRule => this == OffTheRecord || this == Retention;

    public static ForgettingKind Named(string name) => new(name);

    public override string ToString() => Name;
}
