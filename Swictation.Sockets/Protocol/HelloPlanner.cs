using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>Turns a hello into the ranges of the log that answer it.</summary>
public static class HelloPlanner
{
    /// <param name="head">The head in the answer to the client: a feed that begins there leaves no gap.</param>
    /// <param name="error">Why the log cannot answer it; null if it can.</param>
    public static IFeedPlanner? Plan(IEventLogReader log, Hello hello, long head, out FeedError? error)
    {
        error = CheckLog(log, hello.LogId) ?? CheckPast(log, hello.Known, head);
        if (error is not null) return null;

        if (hello.After is { } after)
        {
            error = CheckPosition(log, after, head);
            if (error is not null) return null;
        }

        if (hello.Session is null && !hello.IsLastSession)
            return new FixedFeedPlanner([new(hello.After ?? head)]);

        if (log.FindSession(head, hello.Session) is { } found)
            return new SessionFeedPlanner(log, found.Session, hello.Pace, hello.From, hello.After ?? 0);

        error = new(
            FeedErrorCode.SessionUnknown,
            hello.Session is { } wanted ? $"There is no session {wanted}" : "There is no session yet");
        return null;
    }

    private static FeedError? CheckLog(IEventLogReader log, string? known) =>
        known is null || known == log.LogId ? null : new(
            FeedErrorCode.LogChanged,
            "This is another log than the one that you know: its positions mean something else; begin with after:0",
            log.Oldest,
            log.Head,
            log.LogId);

    // A restored backup, or the copy of a disk: it has the name of the log, and another past. Where that cannot be seen any more
    // nothing is said.
    private static FeedError? CheckPast(IEventLogReader log, LogHash? known, long head)
    {
        if (known is not { } noted) return null;

        var isOther = log.FindHash(noted.Position) is { } there ? there != noted : noted.Position > Math.Max(head, log.Head);
        return isOther
            ? new(
                FeedErrorCode.LogChanged,
                $"This log has another past up to {noted.Position} than the one that you know, as a restored backup has; begin with after:0",
                log.Oldest,
                log.Head,
                log.LogId)
            : null;
    }

    private static FeedError? CheckPosition(IEventLogReader log, long after, long head)
    {
        var oldest = log.Oldest;

        // An event can be read, and have been sent, a moment before the head says that it is there.
        if (after > head && log.ReadAfter(after - 1).IsEmpty)
        {
            return new(
                FeedErrorCode.PositionUnknown,
                $"The log ends at {head}: position {after} belongs to another log; "
                + "compare log_id and begin with after:0",
                oldest,
                head);
        }

        // 0 is everything there is, also where the oldest events are gone.
        return after > 0 && after < oldest - 1
            ? new(
                FeedErrorCode.PositionPruned,
                $"Events before {oldest} have been removed; begin with after:{oldest - 1}",
                oldest)
            : null;
    }
}
