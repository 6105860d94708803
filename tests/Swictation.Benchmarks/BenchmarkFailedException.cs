namespace Swictation.Benchmarks;

/// <summary>A run that did not come to a figure.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
