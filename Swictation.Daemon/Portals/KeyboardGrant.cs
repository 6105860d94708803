namespace Swictation.Daemon.Portals;

/// <summary>What the user has said to a desktop's question whether this program may type.</summary>
/// <param name="RestoreToken">With it the next session is granted without a question; null for none.</param>
/// <param name="IsRefused">True if the user has said no, or nothing: nobody asks again by itself.</param>
internal readonly record struct KeyboardGrant(string? RestoreToken, bool IsRefused = false);
