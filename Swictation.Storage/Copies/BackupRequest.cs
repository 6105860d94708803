namespace Swictation.Storage.Copies;

/// <summary>A backup that is wanted.</summary>
/// <param name="Target">Where it is to be: nothing, or a backup of the same log.</param>
/// <param name="Since">Only sessions in which something happened then or later; null for all.</param>
/// <param name="ReadableBy">Name of a group that may read it; null for the user alone.</param>
public sealed record BackupRequest(string Target, DateTimeOffset? Since = null, string? ReadableBy = null);
