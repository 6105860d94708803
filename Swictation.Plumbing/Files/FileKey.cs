namespace Swictation.Plumbing.Files;

/// <summary>What tells one file from every other that there is at the same time, whatever names it has.</summary>
public readonly record struct FileKey(uint DeviceMajor, uint DeviceMinor, ulong Inode);
