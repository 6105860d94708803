namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>An attempt that did not come to its end; another one may.</summary>
internal sealed class BrokenOffException(string reason) : Exception(reason);
