namespace Swictation.Storage.Verification;

/// <summary>How a log is to be verified.</summary>
/// <param name="SincePosition">
/// With a hash, the position at which it was noted. Without, the log is looked at from there on only.
/// </param>
/// <param name="SinceHash">A hash that was noted earlier, in hexadecimal digits; null for none.</param>
/// <param name="IsDeep">Also compares the read models with the events, and the audio with the log.</param>
public sealed record VerificationOrder(long? SincePosition = null, string? SinceHash = null, bool IsDeep = false);
