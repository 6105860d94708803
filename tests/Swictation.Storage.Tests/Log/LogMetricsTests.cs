using Dapper;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class LogMetricsTests
{
    [Fact]
    public async Task Each_event_and_each_transaction_is_counted()
    {
        await using var open = new OpenLog();
        var events = Events();

        open.Log.Append(events.AsSpan(0, 1));
        open.Log.Append(events.AsSpan(1, 2));

        var latency = open.Log.Metrics.CommitLatency.Summarise();
        Assert.Equal((3, 2), (open.Log.Metrics.EventsCommitted, latency.Count));
        Assert.InRange(latency.P50, TimeSpan.FromTicks(1), latency.Max);
    }

    [Fact]
    public async Task An_append_that_fails_is_an_error_and_no_event()
    {
        await using var open = new OpenLog();
        using (var other = SqliteLogs.OpenRaw(open.Path)) other.Execute("ALTER TABLE events RENAME TO elsewhere");

        Assert.Throws<EventLogWriteException>(() => open.Log.Append(Events()));

        Assert.Equal(1, open.Log.Metrics.Errors[LogErrorKind.Append]);
        Assert.Equal((0, 0), (open.Log.Metrics.EventsCommitted, open.Log.Metrics.CommitLatency.Summarise().Count));
    }

    [Fact]
    public async Task Pages_say_whether_they_come_from_memory()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("metrics.db");
        await using (var log = SqliteLogs.Open(path))
        {
            log.Append(Events());
            Assert.True(log.Reader.ReadAfter(0).IsFromMemory);
        }

        await using var reopened = SqliteLogs.Open(path);

        Assert.False(reopened.Reader.ReadAfter(0).IsFromMemory);
    }

    private static EventToAppend[] Events()
    {
        var faker = new EventFaker(seed: 33);
        return [.. Enumerable.Range(1, 3).Select(_ => WireWriter.ToAppend(faker.Transcription(new(1))))];
    }
}
