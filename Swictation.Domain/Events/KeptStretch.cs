namespace Swictation.Domain.Events;

/// <summary>What is left of a stretch of the log when events were taken out of it, bound by a hash.</summary>
/// <param name="After">The stretch begins behind this position.</param>
/// <param name="UpTo">Its last position.</param>
/// <param name="Hash">SHA-256 over every event that is left of it, in hexadecimal digits.</param>
public readonly record struct KeptStretch(long After, long UpTo, string Hash);
