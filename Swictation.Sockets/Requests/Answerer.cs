using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>
/// Answers requests in slices of lines, each of which reads for itself: between two slices nothing is held, however long the
/// client takes for them. Every step of the results may wait for the disk.
/// </summary>
/// <param name="readStatus">The reply to the action <c>status</c>, empty while there is none; null where nothing goes on.</param>
internal sealed class Answerer(ISessionHistory history, Func<ReadOnlyMemory<byte>>? readStatus)
{
    // Of sessions some 130 kB: what a client costs that asks for many and does not read.
    private const int SliceRows = 400;

    /// <summary>The lines of the answer. The last slice ends with <c>done</c>; a slice may be empty.</summary>
    /// <param name="log">The log that the client is served.</param>
    /// <param name="token">Cancelled when the slice that is being made is not wanted any more.</param>
    /// <exception cref="RefusedRequestException">There is no answer.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Answer(
        IEventLogReader log, GetRequest request, Func<CancellationToken> token) =>
        request.Subject switch
        {
            GetSubject.Status => AnswerStatus(request),
            GetSubject.Sessions => AnswerSessions(request, token),
            GetSubject.Session => AnswerSession(log, request, token),
            GetSubject.Transcripts => AnswerTranscripts(log, request, token),
            _ => AnswerSearch(request, token),
        };

    private IEnumerable<ReadOnlyMemory<byte>> AnswerStatus(GetRequest request)
    {
        var reply = readStatus?.Invoke() ?? throw new RefusedRequestException(
            FeedErrorCode.NotAvailable, "A session is played here: there is no daemon that has a status");
        if (reply.IsEmpty)
            throw new RefusedRequestException(FeedErrorCode.NotAvailable, "The daemon is still starting; ask again");

        var lines = new AnswerLines(request.RequestId);
        lines.AddStatus(reply.Span);
        lines.Done(more: false);
        yield return lines.Take();
    }

    private IEnumerable<ReadOnlyMemory<byte>> AnswerSessions(GetRequest request, Func<CancellationToken> token)
    {
        var lines = new AnswerLines(request.RequestId);
        var (left, before) = (request.Limit, request.Before);
        while (true)
        {
            token().ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(SliceRows, left + 1L);
            var rows = history.List(wanted, new(before));
            foreach (var session in rows)
            {
                if (session.StartedAt < request.Since) break;
                if (session.StartedAt >= request.BeforeTime) continue;
                if (left-- == 0)
                {
                    lines.Done(more: true, before: before);
                    yield return lines.Take();
                    yield break;
                }

                lines.Add(SessionJson.Of(session));
                before = session.Id.Value;
            }

            if (rows.Count < wanted || rows[^1].StartedAt < request.Since) break;

            before = rows[^1].Id.Value;
            yield return lines.Take();
        }

        lines.Done(more: false);
        yield return lines.Take();
    }

    private IEnumerable<ReadOnlyMemory<byte>> AnswerSession(
        IEventLogReader log, GetRequest request, Func<CancellationToken> token)
    {
        var session = Find(request.Session);
        var lines = new AnswerLines(request.RequestId);
        lines.Add(SessionJson.Of(session));
        if (request.After is null)
        {
            foreach (var missing in history.ReadWithoutText(session)) lines.Add(WithoutTextJson.Of(missing));
            foreach (var gap in SessionGaps.Of(SessionEvents.Read(log, session.Id).TakeWhile(_ => !IsGivenUp(token))))
                lines.Add(GapJson.Of(gap));
        }

        var (left, after) = (request.Limit, request.After ?? 0);
        foreach (var said in SessionEvents.ReadTranscripts(log, session.Id, after))
        {
            foreach (var (position, segment) in said)
            {
                if (left-- == 0)
                {
                    lines.Done(more: true, after: after);
                    yield return lines.Take();
                    yield break;
                }

                lines.Add(session.Id, position, TranscriptJson.Of(segment));
                after = position;
            }

            token().ThrowIfCancellationRequested();
            if (lines.IsFull) yield return lines.Take();
        }

        lines.Done(more: false);
        yield return lines.Take();
    }

    private IEnumerable<ReadOnlyMemory<byte>> AnswerTranscripts(
        IEventLogReader log, GetRequest request, Func<CancellationToken> token)
    {
        SessionId? session = null;
        if (request.Session is not null || request.IsLastSession)
            session = (log.FindSession(log.Head, request.Session) ?? throw Unknown(request.Session)).Session;

        var slices = AnswerFound(request, (before, wanted) => history.ReadNewest(session, before, wanted, token()));
        foreach (var slice in slices) yield return slice;
    }

    private IEnumerable<ReadOnlyMemory<byte>> AnswerSearch(GetRequest request, Func<CancellationToken> token) => AnswerFound(
        request, (before, wanted) => history.Search(request.Words, request.Session, before, wanted, token()));

    // Newest first.
    private static IEnumerable<ReadOnlyMemory<byte>> AnswerFound(
        GetRequest request, Func<long, int, IReadOnlyList<FoundTranscript>> find)
    {
        var lines = new AnswerLines(request.RequestId);
        var (left, before) = (request.Limit, request.Before);
        while (true)
        {
            var wanted = (int)Math.Min(SliceRows, left + 1L);
            var found = find(before, wanted);
            foreach (var row in found)
            {
                if (left-- == 0)
                {
                    lines.Done(more: true, before: before);
                    yield return lines.Take();
                    yield break;
                }

                lines.Add(row.Session, row.Sequence, row.Row);
                before = row.Sequence;
            }

            if (found.Count < wanted) break;
            yield return lines.Take();
        }

        lines.Done(more: false);
        yield return lines.Take();
    }

    private RecordedSession Find(SessionId? wanted)
    {
        var found = wanted is { } session ? history.Find(session) : history.FindLast();
        return found ?? throw Unknown(wanted);
    }

    private static RefusedRequestException Unknown(SessionId? wanted) => new(
        FeedErrorCode.SessionUnknown, wanted is { } unknown ? $"There is no session {unknown}" : "There is no session yet");

    private static bool IsGivenUp(Func<CancellationToken> token)
    {
        token().ThrowIfCancellationRequested();
        return false;
    }
}
