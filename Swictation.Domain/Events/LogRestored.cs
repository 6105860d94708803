namespace Swictation.Domain.Events;

/// <summary>
/// Everything before this event came from a backup, which has taken the place of the log: <c>log_restored</c>. Positions are
/// those that the events had there; the log has a name of its own from here on. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="LogId">Name of the log that the backup was made of.</param>
/// <param name="Last">Position of the last event that came from it, in front of this one.</param>
/// <param name="SetAside">Name of the file that the log had until then, beside this one; null where there was none.</param>
[CarriesWords(false)]
public sealed record LogRestored(DateTimeOffset At, string LogId, long Last, string? SetAside = null)
    : SessionEvent(At)
{
    public const string TypeName = "log_restored";
}
