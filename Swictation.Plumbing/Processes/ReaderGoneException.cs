namespace Swictation.Plumbing.Processes;

/// <summary>Nobody reads standard output any more: the end of a program that only prints, and no failure of it.</summary>
public sealed class ReaderGoneException() : IOException("nobody reads it any more");
