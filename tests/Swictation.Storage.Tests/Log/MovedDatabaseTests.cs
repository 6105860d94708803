using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

/// <summary>
/// A database that is not at its path any more: SQLite would go on writing to it, and nobody would find it again.
/// </summary>
public sealed class MovedDatabaseTests : IAsyncDisposable
{
    private readonly FakeClock _time = new();
    private readonly EventFaker _faker = new(seed: 4);
    private readonly OpenLog _open;

    public MovedDatabaseTests() => _open = new(_time);

    private string Away => _open.Path + ".away";

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P2_Log_that_was_moved_away_takes_nothing_and_goes_on_where_it_was_when_it_is_back()
    {
        Append();
        File.Move(_open.Path, Away);
        _time.Advance(TimeSpan.FromSeconds(1));

        var failure = Assert.Throws<EventLogWriteException>(() => Append());
        Assert.Contains("was deleted, moved or replaced", failure.Reason.Words, StringComparison.Ordinal);
        Assert.Throws<EventLogWriteException>(() => Append());
        Assert.Equal(1, _open.Log.Reader.Head);

        File.Move(Away, _open.Path);
        Assert.Equal(new(2, 2), Append());
        Assert.Equal(2, _open.Log.Metrics.Errors[LogErrorKind.Append]);
    }

    [Fact]
    public void Log_that_was_replaced_takes_nothing_and_touches_nothing_of_the_other()
    {
        Append();
        OtherProgram.Copy(_open.Path, Away);
        File.Move(Away, _open.Path, overwrite: true);
        var other = OtherProgram.ReadAllBytes(_open.Path);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<EventLogWriteException>(() => Append());

        Assert.Equal(other, OtherProgram.ReadAllBytes(_open.Path));
    }

    [Fact]
    public void Stored_events_can_still_be_read_while_it_is_away()
    {
        Append();
        File.Move(_open.Path, Away);

        Assert.Single(_open.Log.Reader.ReadAll());

        File.Move(Away, _open.Path);
    }

    [Fact]
    public async Task Readers_that_come_when_another_log_stands_there_still_read_this_one()
    {
        using var directory = new TemporaryDirectory();
        var (path, other) = (directory.File("this.db"), directory.File("other.db"));
        await RecordSessionAsync(path, session: 1);
        await RecordSessionAsync(other, session: 2);
        await using var log = SqliteLogs.Open(path);
        File.Move(path, directory.File("away.db"));
        File.Move(other, path);

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 50).Select(_ => log.Reader.FindCatchUp(1, null, 1).Session).ToHashSet())));

        Assert.All(found, sessions => Assert.Equal(new SessionId(1), Assert.Single(sessions)));
    }

    private static async Task RecordSessionAsync(string path, long session)
    {
        await using var log = SqliteLogs.Open(path);
        log.Append([WireWriter.ToAppend(new SessionStart(new(session), DateTimeOffset.UnixEpoch))]);
    }

    private AppendReceipt Append() => _open.Log.Append([WireWriter.ToAppend(_faker.Transcription(new(1)))]);
}
