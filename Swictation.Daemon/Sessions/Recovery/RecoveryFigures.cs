namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Figures of the audio that earlier daemons left untranscribed, as far as they are known at a moment.
/// </summary>
/// <param name="Audio">How much of it is done: transcribed, silent, or kept as failed.</param>
/// <param name="Segments">Segments of that which became text.</param>
/// <param name="Left">How much is still to be done.</param>
/// <param name="Failed">Finished segments that the recogniser failed on.</param>
internal sealed record RecoveryFigures(TimeSpan Audio, int Segments, TimeSpan Left, int Failed = 0)
{
    public static readonly RecoveryFigures None = new(TimeSpan.Zero, 0, TimeSpan.Zero);

    /// <summary>Some of the audio is done.</summary>
    public RecoveryFigures Done(TimeSpan audio) => this with { Audio = Audio + audio, Left = Left - audio };
}
