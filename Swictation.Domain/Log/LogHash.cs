namespace Swictation.Domain.Log;

/// <summary>The hash of all events of a log up to one of them: two logs that have the same one have the same past.</summary>
/// <param name="Hash">64 hexadecimal digits, lower case.</param>
public readonly record struct LogHash(long Position, string Hash);
