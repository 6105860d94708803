using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>
/// A database as a killed daemon leaves it: half of its events checkpointed, the others in the write-ahead log, the
/// last session open; and as one leaves it that was stopped. Made once; every test damages a copy of its own.
/// </summary>
public class RecordedDatabase : IAsyncLifetime
{
    public const string Name = "metrics.db";

    private static readonly string[] Suffixes = ["", "-wal", "-shm", ".head"];

    private readonly int _pageBytes;
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Dictionary<string, byte[]> _closed = [];

    public RecordedDatabase()
        : this(DatabasePages.UsualSize)
    {
    }

    protected RecordedDatabase(int pageBytes) => _pageBytes = pageBytes;

    /// <summary>Every event by its position: what it is in all its columns.</summary>
    public List<string> Events { get; } = [];

    public string LogId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var path = _directory.File(Name);
        var faker = new EventFaker(seed: 41);
        if (_pageBytes != DatabasePages.UsualSize) await SqliteLogs.MakeAsync(path, _pageBytes);
        await using (var first = SqliteLogs.Open(path))
        {
            for (var session = 1; session <= 3; session++) first.Append([.. faker.Session(new(session), segments: 60)]);
            first.Append(faker.Transcription(new(3)) with { Text = string.Concat(Enumerable.Repeat("long ", 3_000)) });
        }

        await using (var log = SqliteLogs.Open(path)) Record(path, log, faker);
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(path + suffix)))
            _closed[suffix] = DirectorySnapshot.Read(path + suffix);
        _closed[".lock"] = [];
    }

    /// <summary>Puts a copy into a directory.</summary>
    /// <param name="isClosed">As a daemon leaves it that was stopped, without a write-ahead log.</param>
    /// <returns>The path of the database.</returns>
    public string CopyTo(TemporaryDirectory directory, bool isClosed = false)
    {
        var path = directory.File(Name);
        foreach (var (suffix, bytes) in isClosed ? _closed : _files) File.WriteAllBytes(path + suffix, bytes);
        return path;
    }

    public static string Describe(Domain.Log.StoredEvent stored) =>
        $"{stored.Session} {stored.AtMicroseconds} {stored.Type} {stored.Version} {stored.Body.Text()}";

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private void Record(string path, SqliteEventLog log, EventFaker faker)
    {
        log.Append([.. faker.Session(new(4), segments: 60)]);
        log.Append(new SessionStart(new(5), DateTimeOffset.UnixEpoch.AddYears(57)));
        for (var i = 0; i < 60; i++) log.Append(faker.Transcription(new(5)));
        Events.AddRange(log.Reader.ReadAll().Select(Describe));
        LogId = log.Reader.LogId;
        Eventually.True(() => File.Exists(path + ".head"), "the head is kept");
        Eventually.True(() => TryTakeFiles(path), "nothing is written meanwhile");
        _files[".lock"] = [];
    }

    // The read models may still be catching up: files that are the same twice were so at one moment, all of them.
    private bool TryTakeFiles(string path)
    {
        foreach (var suffix in Suffixes) _files[suffix] = DirectorySnapshot.Read(path + suffix);
        return Suffixes.All(suffix => DirectorySnapshot.Read(path + suffix).AsSpan().SequenceEqual(_files[suffix]));
    }
}
