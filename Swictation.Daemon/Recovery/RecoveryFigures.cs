namespace Swictation.Daemon.Recovery;

/// <summary>What was transcribed of the audio that an earlier daemon had left.</summary>
/// <param name="Audio">How much audio it was.</param>
/// <param name="Segments">Segments of it that became text.</param>
internal sealed record RecoveryFigures(TimeSpan Audio, int Segments)
{
    public static readonly RecoveryFigures None = new(TimeSpan.Zero, 0);
}
