namespace Swictation.Storage.Sqlite.Format;

/// <summary>A page of a damaged database, valid until the next one is read.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsTrusted">False where a checksum says that the page is not what was written.</param>
internal readonly record struct PageImage(uint Number, byte[] Bytes, bool IsTrusted);
