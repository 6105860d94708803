namespace Swictation.Daemon.Host.Service;

/// <summary>A part of the daemon that everything goes through.</summary>
/// <param name="Ask">
/// Asks it for a sign of life in the way in which events go, and ends when it has answered. To fail at something is an
/// answer (a full disk is no reason to be restarted); an exception says that it is broken for good.
/// </param>
internal sealed record VitalPart(string Name, Func<CancellationToken, Task> Ask);
