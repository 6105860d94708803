using Swictation.Domain.Names;

namespace Swictation.Storage.Verification;

/// <summary>What can be wrong with a log: a name in the answer of <c>verify</c>, fixed for ever.</summary>
public readonly record struct LogProblemKind(string Name) : IWireName<LogProblemKind>
{
    /// <summary>An event does not agree with its checksum.</summary>
    public static LogProblemKind Damaged { get; } = new("damaged");

    /// <summary>An event is not there, and nothing says that it was taken out.</summary>
    public static LogProblemKind Missing { get; } = new("missing");

    /// <summary>Events are not what they were when they were chained.</summary>
    public static LogProblemKind Changed { get; } = new("changed");

    /// <summary>A link of the chain is missing, or says what it cannot.</summary>
    public static LogProblemKind Link { get; } = new("link");

    /// <summary>A range says that events were taken out, and the log does not say so.</summary>
    public static LogProblemKind Range { get; } = new("range");

    /// <summary>An event has lost its words, and no event says so.</summary>
    public static LogProblemKind Forgotten { get; } = new("forgotten");

    /// <summary>The log does not have the hash that somebody has noted.</summary>
    public static LogProblemKind Since { get; } = new("since");

    /// <summary>A table, index or guard is not what the program makes.</summary>
    public static LogProblemKind Schema { get; } = new("schema");

    /// <summary>The database cannot be read.</summary>
    public static LogProblemKind Unreadable { get; } = new("unreadable");

    /// <summary>The tables for SQL, or the full-text index, differ from the events.</summary>
    public static LogProblemKind ReadModels { get; } = new("read_models");

    /// <summary>The audio beside the log is not what the log says.</summary>
    public static LogProblemKind Audio { get; } = new("audio");

    public static LogProblemKind Named(string name) => new(name);

    public override string ToString() => Name;
}
