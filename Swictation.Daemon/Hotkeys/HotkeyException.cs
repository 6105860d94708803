using Swictation.Domain.Errors;

namespace Swictation.Daemon.Hotkeys;

/// <summary>Keys cannot be heard.</summary>
/// <param name="reason">Why, and what to do.</param>
internal sealed class HotkeyException(string reason) : SwictationException($"keys: {reason}");
