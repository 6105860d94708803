namespace Swictation.Daemon.Platform;

/// <summary>The answer of the service manager.</summary>
/// <param name="Text">Its output; where nothing was done, the reason.</param>
internal sealed record ManagerAnswer(bool IsDone, string Text);
