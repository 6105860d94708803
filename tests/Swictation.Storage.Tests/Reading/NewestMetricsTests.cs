using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Reading;

namespace Swictation.Storage.Tests.Reading;

/// <summary>Which metrics a client begins with, and how far is looked for them.</summary>
public sealed class NewestMetricsTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void Those_of_a_recording_are_found_behind_thousands_of_events_of_one_moment()
    {
        Append(NewestMetrics.LookedAt * 5, TimeSpan.Zero);

        Assert.Equal(2, FindMetrics());
    }

    [Fact]
    public void A_few_events_are_looked_through_however_long_ago_they_were()
    {
        Append(NewestMetrics.LookedAt - 2, TimeSpan.FromDays(1));

        Assert.Equal(2, FindMetrics());
    }

    [Fact]
    public void Many_events_without_metrics_for_longer_than_any_daemon_goes_on_so_end_the_search()
    {
        Append(NewestMetrics.LookedAt, NewestMetrics.Longest / 100);

        Assert.Equal(0, FindMetrics());
    }

    [Fact]
    public void Those_of_an_earlier_session_are_not_those_of_this_one()
    {
        Append(1, TimeSpan.Zero);
        _open.Log.Append(new SessionEnd(One, Start));
        _open.Log.Append(new SessionStart(new(2), Start));

        var found = _open.Log.Reader.FindCatchUp(_open.Log.Reader.Head, session: null, transcriptions: 1);

        Assert.Equal(0, found.MetricsUpdate);
    }

    [Fact]
    public void One_event_is_read_where_one_is_wanted()
    {
        Append(10, TimeSpan.Zero);
        using var reader = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);

        var page = reader.ReadFirst(1);

        Assert.Equal(2, Assert.Single(page.Entries.ToArray()).Sequence);
        Assert.Equal(12, reader.ReadAfter(0).Count);
    }

    private long FindMetrics() => _open.Log.Reader.FindCatchUp(_open.Log.Reader.Head, One, transcriptions: 1).MetricsUpdate;

    private void Append(int texts, TimeSpan apart) => _open.Log.Append(
    [
        .. new SessionEvent[]
            {
                new SessionStart(One, Start),
                new MetricsUpdate(One, Start, Phase.Recording, new(0, 0, 0, 0, 0), new(0, 0, 0)),
            }
            .Concat(Enumerable.Range(1, texts).Select(i => new Transcription(One, Start + (i * apart), "said", 1, 1, 1)))
            .Select(WireWriter.ToAppend),
    ]);
}
