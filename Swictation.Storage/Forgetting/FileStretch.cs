namespace Swictation.Storage.Forgetting;

/// <summary>A part of a file, to be written over.</summary>
/// <param name="Path">Its name; in the directory of the database where it is relative.</param>
/// <param name="FirstByte">Null for the whole file, which is deleted.</param>
/// <param name="LastByte">Null likewise.</param>
public sealed record FileStretch(string Path, long? FirstByte = null, long? LastByte = null);
