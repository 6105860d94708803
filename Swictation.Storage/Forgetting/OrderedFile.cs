namespace Swictation.Storage.Forgetting;

/// <summary>A stretch of a file that is written down to be written over.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Path">As <see cref="FileStretch.Path"/>.</param>
/// <param name="FirstByte">Null for the whole file.</param>
/// <param name="LastByte">Null likewise.</param>
internal readonly record struct OrderedFile(long Id, string Path, long? FirstByte, long? LastByte);
