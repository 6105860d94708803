using Swictation.Domain.Editing;
using Swictation.Domain.History;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Adds to what was recorded, one edit behind the other: each is decided on a log that has those before it. Any thread may call
/// it.
/// </summary>
internal sealed class LogEditor(SessionRecorder recorder, IEventLogReader log, IVersionHistory versions, TimeProvider time)
{
    private readonly EditDecider _decider = new(log, versions);
    private readonly Lock _editing = new();

    /// <summary>Decides on an edit, and appends its event if there is one.</summary>
    /// <returns>Null while nothing can be stored.</returns>
    public EditDecision? Carry(Edit edit)
    {
        lock (_editing)
        {
            // What is held in memory is not in the log yet, and the next decision would not know of it.
            if (recorder.Outage is not null) return null;

            var decision = _decider.Decide(edit, time.GetLocalNow());
            if (decision.Event is { } happened) recorder.Append((_, now) => [happened with { At = now }]);
            return decision;
        }
    }

    /// <summary>True where the newest text of a sentence is one that somebody has written.</summary>
    /// <param name="sentence">Its position in the log.</param>
    public bool IsCorrected(long sentence) =>
        versions.ReadRevisions(sentence) is [.., { Kind: var kind }] && kind == Domain.Events.RevisionKind.Corrected;
}
