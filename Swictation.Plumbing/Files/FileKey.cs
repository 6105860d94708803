namespace Swictation.Plumbing.Files;

/// <summary>The identity of a file among all that exist at the same time, independent of its names.</summary>
public readonly record struct FileKey(uint DeviceMajor, uint DeviceMinor, ulong Inode);
