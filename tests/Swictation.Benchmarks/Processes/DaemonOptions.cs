namespace Swictation.Benchmarks.Processes;

/// <summary>How a daemon is started that is measured.</summary>
/// <param name="Durability">As on its command line.</param>
/// <param name="Records">True: it records from the start; false: it is idle.</param>
internal sealed record DaemonOptions(string Durability = DaemonOptions.Full, bool Records = true)
{
    public const string Full = "full";
    public const string Normal = "normal";

    /// <summary>What it hears; null for the lines of a FIFO.</summary>
    public string? Source { get; init; }

    /// <summary>Further options.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Variables for it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
