using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class FoldTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);

    private readonly EventFaker _faker = new(seed: 25);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P7_An_empty_log_folds_to_the_initial_state()
    {
        Assert.Equal(DaemonState.Initial, Fold());
    }

    [Fact]
    public void P7_An_open_session_is_folded_from_its_start_and_no_further()
    {
        _open.Log.Append([.. _faker.Session(One, segments: 200)]);
        _open.Log.Append([.. _faker.Session(Two, segments: 30).SkipLast(2)]);

        var folded = Fold();

        var whole = _open.Log.Reader.ReadAll().Select(WireReader.Read).Aggregate(DaemonState.Initial, Apply);
        Assert.Equal(whole with { }, folded);
        Assert.Equal(Two, folded.Session);
        Assert.Equal(30, folded.Segments);
        Assert.True(_open.Log.Reader.ReadForFold().Count() < 100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void P7_What_holds_over_sessions_is_found_however_long_ago_it_was_said(bool isOpen)
    {
        _open.Log.Append(new OffTheRecord(null, DateTimeOffset.UnixEpoch, On: false));
        _open.Log.Append(new OffTheRecord(null, DateTimeOffset.UnixEpoch, On: true));
        _open.Log.Append([.. _faker.Session(One, segments: 100)]);
        _open.Log.Append([.. _faker.Session(Two, segments: 100).SkipLast(isOpen ? 2 : 0)]);

        Assert.True(Fold().IsOffTheRecord);
        Assert.Equal(isOpen, Fold().IsOpen);

        _open.Log.Append(new OffTheRecord(null, DateTimeOffset.UnixEpoch, On: false));
        Assert.False(Fold().IsOffTheRecord);
    }

    [Fact]
    public void P7_What_is_read_of_a_closed_session_does_not_depend_on_its_length()
    {
        _open.Log.Append([.. _faker.Session(One, segments: 500)]);
        for (var i = 0; i < 100; i++) _open.Log.Append(_faker.Metrics(null));

        var folded = Fold();

        var whole = _open.Log.Reader.ReadAll().Select(WireReader.Read).Aggregate(DaemonState.Initial, Apply);
        Assert.Null(folded.Session);
        Assert.Equal(
            (whole.LastSession, whole.StartedAt, whole.EndedAt, whole.Phase, whole.LastMetrics),
            (folded.LastSession, folded.StartedAt, folded.EndedAt, folded.Phase, folded.LastMetrics));
        Assert.InRange(_open.Log.Reader.ReadForFold().Count(), 3, 5);
    }

    private static DaemonState Apply(DaemonState state, SessionEvent recorded) => state.Apply(recorded);

    private DaemonState Fold() =>
        _open.Log.Reader.ReadForFold().Select(WireReader.Read).Aggregate(DaemonState.Initial, Apply);
}
