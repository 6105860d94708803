using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.History;

/// <summary>
/// Answers questions about what was recorded. Safe for any number of threads; each call reads for itself, and keeps no
/// transaction open when it has returned.
/// </summary>
/// <exception cref="SwictationException">It cannot be read.</exception>
public interface ISessionHistory
{
    /// <summary>Sessions in the order of their start, newest first.</summary>
    /// <param name="before">Only those behind this one; null for all.</param>
    IReadOnlyList<RecordedSession> List(int limit, SessionId? before = null);

    /// <summary>The session that was started last, and was not imported; null where there is none.</summary>
    RecordedSession? FindLast();

    /// <summary>Null where there is no such session.</summary>
    RecordedSession? Find(SessionId session);

    /// <summary>The segments of a session without text, in the order of their speech.</summary>
    IReadOnlyList<SegmentWithoutText> ReadWithoutText(RecordedSession session);

    /// <summary>
    /// The transcriptions in the order of the log, newest first, those of this moment too. Those of imported sessions are among
    /// them when the read models have them.
    /// </summary>
    /// <param name="session">Only those of this session; null for all.</param>
    /// <param name="before">Only those at a smaller position.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<FoundTranscript> ReadNewest(
        SessionId? session, long before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The transcriptions that hold all of these words, newest first. Punctuation separates words and means nothing. Those of
    /// the last moments may not be found yet.
    /// </summary>
    /// <param name="session">Only those of this session; null for all.</param>
    /// <param name="before">Only those at a smaller position.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<FoundTranscript> Search(
        string words, SessionId? session, long before, int limit, CancellationToken cancellationToken);
}
