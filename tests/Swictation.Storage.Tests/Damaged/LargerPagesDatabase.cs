namespace Swictation.Storage.Tests.Damaged;

/// <summary>The same as logs were made before their pages became small; such a log keeps its pages.</summary>
public sealed class LargerPagesDatabase() : RecordedDatabase(SqliteLogs.LargerPageBytes);
