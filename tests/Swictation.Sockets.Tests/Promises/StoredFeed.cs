using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Storage;
using Swictation.Storage.Opening;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>A metrics socket over a log in SQLite, with the clock of the system: as the daemon has it.</summary>
internal sealed class StoredFeed : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CommitNotice _commits = new();
    private readonly SessionQueries _queries;

    /// <param name="dialect">Clients that are served as the desktop interface are held for longer than any test takes.</param>
    public StoredFeed(
        int catchUp = LiveFeedPlanner.DefaultTranscriptions, ClientDialect dialect = ClientDialect.Documented)
    {
        Path = _directory.File("metrics.sock");
        Log = SqliteEventLog.Open(
            new(_directory.File("log.db")) { Durability = Durability.Normal },
            _commits,
            TimeProvider.System,
            NullLogger.Instance);
        _queries = new(_directory.File("log.db"));
        Server = new(
            UnixListener.Bind(Path),
            Log.Reader,
            _commits,
            new LiveFeedPlanner(Log.Reader, catchUp),
            new()
            {
                DrainTimeout = TimeSpan.Zero,
                Dialect = dialect,
                DesktopHold = TimeSpan.FromHours(1),
                History = new SessionCatalogue(_queries, Log.Current),
            },
            TimeProvider.System,
            NullLogger<FeedServer>.Instance);
    }

    public SqliteEventLog Log { get; }

    public FeedServer Server { get; }

    public string Path { get; }

    public Task<LineClient> ConnectAsync() => LineClient.ConnectAsync(Path);

    /// <summary>Connects and says hello.</summary>
    public async Task<LineClient> ConnectAsync(string hello)
    {
        var client = await ConnectAsync();
        await client.SendAsync(hello + "\n");
        return client;
    }

    /// <summary>Appends events in one transaction.</summary>
    public void Append(params IEnumerable<SessionEvent> events) => Log.Append([.. events.Select(WireWriter.ToAppend)]);

    /// <summary>Appends short sessions, and waits until they can be found.</summary>
    public async Task AppendSessionsAsync(int first, int count)
    {
        const int Batch = 200;
        var faker = new EventFaker(seed: first);
        for (var i = 0; i < count; i += Batch)
            Append(Enumerable.Range(first + i, Math.Min(Batch, count - i)).SelectMany(id => faker.Session(new(id), segments: 1)));
        await Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _queries.Dispose();
        await Log.DisposeAsync();
        _directory.Dispose();
    }
}
