using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>A file that is to become a session of its own.</summary>
/// <param name="Path">A full path.</param>
/// <param name="Choice">What is to recognise it; null for the daemon's own recogniser.</param>
internal sealed record FileOrder(string Path, RecogniserChoice? Choice = null);
