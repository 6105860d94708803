namespace Swictation.Benchmarks.Roles;

/// <summary>What a client of a played session got.</summary>
/// <param name="FirstMs">From the connection to the first line.</param>
/// <param name="Seconds">From the connection to the end of the last line.</param>
internal sealed record PlayedResult(long Lines, double FirstMs, double Seconds);
