namespace Swictation.Daemon.Platform;

/// <summary>What the service manager answered.</summary>
/// <param name="Text">Its output; where nothing was done, the reason.</param>
internal sealed record ManagerAnswer(bool IsDone, string Text);
