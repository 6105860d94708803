namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>A sound device that may be listened to.</summary>
/// <param name="Name">The name behind <c>alsa:</c> in <c>--source</c>.</param>
/// <param name="Description">In one line; empty where the system has none.</param>
/// <param name="IsDefault">True for the one that <c>alsa</c> alone means.</param>
/// <param name="Obstacle">Why it cannot be opened now; null if it can, or if that was not tried.</param>
internal sealed record SoundInput(string Name, string Description, bool IsDefault, string? Obstacle = null);
