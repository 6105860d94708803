using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;

namespace Swictation.Sockets.Tests.Requests;

/// <summary>A history of many sessions, whose searches end when the test says so.</summary>
internal sealed class HeldHistory(int sessions = 0) : ISessionHistory
{
    private readonly SemaphoreSlim _released = new(0);
    private int _lists;
    private int _searching;
    private int _mostSearching;
    private int _givenUp;

    /// <summary>Slices of the list that were asked for.</summary>
    public int Lists => Volatile.Read(ref _lists);

    public int Searching => Volatile.Read(ref _searching);

    /// <summary>How many searches there have been at the same time.</summary>
    public int MostSearching => Volatile.Read(ref _mostSearching);

    public int GivenUp => Volatile.Read(ref _givenUp);

    /// <summary>Ends searches, with nothing found.</summary>
    public void Release(int searches) => _released.Release(searches);

    public IReadOnlyList<RecordedSession> List(int limit, SessionId? before = null)
    {
        Interlocked.Increment(ref _lists);
        var newest = Math.Min(sessions, (before?.Value ?? long.MaxValue) - 1);
        return [.. Enumerable.Range(0, (int)Math.Min(limit, newest)).Select(i => Session(newest - i))];
    }

    public RecordedSession? FindLast() => Find(new(sessions));

    public RecordedSession? Find(SessionId session) => session.Value <= sessions ? Session(session.Value) : null;

    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(RecordedSession session) => [];

    public IReadOnlyList<FoundTranscript> ReadNewest(
        SessionId? session, long before, int limit, CancellationToken cancellationToken) => [];

    public IReadOnlyList<FoundTranscript> Search(
        string words, SessionId? session, long before, int limit, CancellationToken cancellationToken)
    {
        lock (_released) _mostSearching = Math.Max(_mostSearching, Interlocked.Increment(ref _searching));
        try
        {
            _released.Wait(cancellationToken);
            return [];
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _givenUp);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _searching);
        }
    }

    private static RecordedSession Session(long id)
    {
        var start = DateTimeOffset.UnixEpoch.AddMinutes(id);
        return new(new(id), start, start.AddSeconds(30), null, TimeSpan.FromSeconds(30), 1, 2, 3, 0);
    }
}
