namespace Swictation.Benchmarks.Processes;

/// <summary>How a daemon is started that is measured.</summary>
/// <param name="Durability">As on its command line.</param>
/// <param name="Records">True: it records from the start; false: it is idle.</param>
internal sealed record DaemonOptions(string Durability = DaemonOptions.Full, bool Records = true)
{
    public const string Full = "full";
    public const string Normal = "normal";
}
