using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Replay.Export;

/// <summary>A file format that a session can be exported to.</summary>
internal interface ITranscriptFormat
{
    /// <summary>Its name for <c>--format</c>.</summary>
    string Name { get; }

    /// <param name="events">All events of the session, in order; to be walked once.</param>
    void Write(RecordedSession session, IEnumerable<SessionEvent> events, TextWriter output);
}
