namespace Swictation.Storage.Audio;

/// <summary>How long audio is kept after its transcription is committed.</summary>
/// <param name="Time">Counted from when it was recorded; zero for not at all, null for ever.</param>
public readonly record struct AudioRetention(TimeSpan? Time)
{
    /// <summary>How long audio of a cancelled session stays that was not transcribed, counted from the cancellation.</summary>
    public TimeSpan Cancelled { get; init; }

    public static readonly AudioRetention None = new(TimeSpan.Zero);

    public static readonly AudioRetention Always = new(null);

    public bool KeepsNothing => Time == TimeSpan.Zero;
}
