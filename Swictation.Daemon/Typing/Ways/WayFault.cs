namespace Swictation.Daemon.Typing.Ways;

/// <summary>Why a way has failed.</summary>
/// <param name="Reason">In words.</param>
/// <param name="IsUntouched">True if it is certain that nothing was typed.</param>
internal readonly record struct WayFault(string Reason, bool IsUntouched = false);
