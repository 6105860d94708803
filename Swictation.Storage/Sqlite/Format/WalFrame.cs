namespace Swictation.Storage.Sqlite.Format;

/// <summary>One page in a write-ahead log.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="IsCommit">True for the last page of a transaction.</param>
/// <param name="IsIntact">True where this and everything before it is what was written.</param>
/// <param name="Offset">Where the page's bytes begin in the file.</param>
internal readonly record struct WalFrame(long Number, uint Page, bool IsCommit, bool IsIntact, long Offset);
