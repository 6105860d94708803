namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <param name="Bytes">Without the newline.</param>
/// <param name="IsWhole">False for a piece of a line, and for what stood at the end without a newline.</param>
internal readonly record struct BoundedLine(ReadOnlyMemory<byte> Bytes, bool IsWhole);
