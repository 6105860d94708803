namespace Swictation.Domain.Events;

/// <summary>The figures of the session and the load of the machine: <c>metrics_update</c>.</summary>
/// <param name="Session">The open session, or null when there is none.</param>
/// <param name="Figures">Those of the open session, or of the last one when none is open.</param>
public sealed record MetricsUpdated(
    SessionId? Session,
    DateTimeOffset At,
    Phase Phase,
    SessionFigures Figures,
    SystemLoad Load) : SessionEvent(Session, At);
