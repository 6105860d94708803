using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

/// <summary>A cursor holds a page in which something is forgotten before it is sent.</summary>
public sealed class RevokedPageTests
{
    private readonly PageValidity _validity = new();
    private readonly InMemoryEventLog _log = new();

    public RevokedPageTests()
    {
        foreach (var text in new[] { "one", "two", "three" })
            _log.Append([WireWriter.ToAppend(new Transcription(new(1), DateTimeOffset.UnixEpoch, text, 1, 1, 1))]);
    }

    [Fact]
    public void P11_A_step_that_was_not_sent_is_read_again()
    {
        var log = new RevocableLog(_log, _validity);
        var cursor = new FeedCursor(log, new FixedFeedPlanner([new(0)]), EventSelection.All, new FakeClock());
        var step = cursor.Next(recentOnly: false);
        Assert.Equal(3, step.Count);
        var read = log.Reads;

        _validity.End();
        Assert.True(step.Page.IsRevoked);
        cursor.TakeBack(step);

        var again = cursor.Next(recentOnly: false);
        Assert.Equal((3, 1L), (again.Count, again.Entries[0].Sequence));
        Assert.True(log.Reads > read);
        Assert.Contains("three", Encoding.UTF8.GetString(again.Lines.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void P11_The_rest_of_a_page_is_read_again()
    {
        var log = new RevocableLog(_log, _validity);
        var cursor = new FeedCursor(
            log, new FixedFeedPlanner([new(0, 1), new(1)]), EventSelection.All, new FakeClock());
        Assert.Equal(1, cursor.Next(recentOnly: false).Count);
        var read = log.Reads;

        _validity.End();

        Assert.Equal(2, cursor.Next(recentOnly: false).Entries[0].Sequence);
        Assert.True(log.Reads > read);
    }

    /// <summary>A log whose pages can be revoked, and that counts how often it is read.</summary>
    private sealed class RevocableLog(IEventLogReader log, PageValidity validity) : IEventLogReader
    {
        public int Reads { get; private set; }

        public string LogId => log.LogId;

        public long Oldest => log.Oldest;

        public long Head => log.Head;

        public EventPage ReadAfter(long after)
        {
            Reads++;
            return validity.IsOver ? log.ReadAfter(after) : log.ReadAfter(after).Under(validity);
        }

        public EventPage ReadStored(long after) => ReadAfter(after);

        public bool TryReadRecent(long after, out EventPage page)
        {
            page = ReadAfter(after);
            return true;
        }

        public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) =>
            log.WaitForMoreAsync(after, cancellationToken);

        public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions) =>
            log.FindCatchUp(upTo, session, transcriptions);

        public SessionPositions? FindSession(long upTo, SessionId? session) => log.FindSession(upTo, session);
    }
}
