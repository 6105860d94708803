using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>The process ends at any step of a forgetting: its files as they are there are opened by the next one.</summary>
public sealed class ForgettingCrashTests : IDisposable
{
    private const string Secret = "Zaphod's passphrase is quincunx";

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _copies = [];
    private readonly Lock _copying = new();
    private bool _isCopying;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, false, DatabasePages.UsualSize)]
    [InlineData(2, false, SqliteLogs.LargerPageBytes)]
    [InlineData(2, true, DatabasePages.UsualSize)]
    public async Task P11_Wherever_it_is_cut_off_the_next_start_finishes_it_before_anything_is_served(int attempts, bool isEntire, int pageBytes)
    {
        var body = await ForgetAndCopyAtEachStepAsync(attempts, isEntire, pageBytes);
        Assert.True(_copies.Count >= 8, $"{_copies.Count} copies");

        foreach (var copy in _copies)
        {
            var path = Path.Combine(copy, "metrics.db");
            await using var log = SqliteLogs.Open(path);

            // Before it is written down nothing has happened yet.
            if (File.Exists(Path.Combine(copy, "metrics.db.damaged-1")))
            {
                Assert.False(log.IsForgetting);
                Assert.Contains(log.Reader.ReadAll(), stored => stored.Body.Text() == body);
                continue;
            }

            Assert.False(log.IsForgetting, copy);
            Assert.Equal("", FileTraces.Find(copy, Secret, body));
            Assert.DoesNotContain(log.Reader.ReadAll(), stored => stored.Body.Text() == body);
            var told = log.Reader.ReadAll().Where(stored => stored.Type == Forgotten.TypeName).ToArray();
            Assert.InRange(told.Length, 1, attempts);
            Assert.DoesNotContain(log.Reader.ReadAll(), stored => stored.Type == LogSalvaged.TypeName);
            Assert.False(Differs(path), copy);
            Assert.Equal(isEntire ? 3 : 0, log.Reader.Head - log.Reader.ReadAll().Count);
            Assert.Empty(LogVerification.Run(path, new(), TimeProvider.System, TestContext.Current.CancellationToken).Problems);
        }
    }

    [Theory]
    [InlineData(false, DatabasePages.UsualSize)]
    [InlineData(false, SqliteLogs.LargerPageBytes)]
    [InlineData(true, DatabasePages.UsualSize)]
    public async Task P11_A_log_that_is_damaged_meanwhile_forgets_when_it_is_salvaged(bool isEntire, int pageBytes)
    {
        var body = await ForgetAndCopyAtEachStepAsync(attempts: 2, isEntire, pageBytes);
        var finished = 0;
        foreach (var copy in _copies.Where(copy => Path.GetFileName(copy).Contains(nameof(LogStep.Forget), StringComparison.Ordinal)))
        {
            var path = Path.Combine(copy, "metrics.db");
            // Neither file says what it is.
            foreach (var part in new[] { path, path + "-wal" })
            {
                using var file = File.OpenWrite(part);
                file.Write(new byte[32]);
            }

            await using var log = SqliteLogs.Open(path);
            await Eventually.IsTrueAsync(() => !log.IsForgetting, "nothing is left");

            Assert.Contains(log.Reader.ReadAll(), stored => stored.Type == LogSalvaged.TypeName);
            // A few words go in the transaction that writes down that they are to go: before its end nothing has happened.
            if (File.Exists(Path.Combine(copy, "metrics.db.damaged-1")))
            {
                Assert.Contains(log.Reader.ReadAll(), stored => stored.Body.Text() == body);
                continue;
            }

            finished++;
            Assert.DoesNotContain(log.Reader.ReadAll(), stored => stored.Body.Text() == body);
            foreach (var aside in Directory.EnumerateFiles(copy, "metrics.db.damaged-2*")) File.Delete(aside);
            Assert.Equal("", FileTraces.Find(copy, Secret, body));
        }

        Assert.True(finished >= 2, $"{finished} of {_copies.Count} copies");
    }

    [Fact]
    public async Task P11_Several_sessions_are_one_order_and_the_next_start_finishes_all()
    {
        var faker = new EventFaker(seed: 6);
        await using (var log = SqliteEventLog.Open(
            new(_directory.File("metrics.db")) { Durability = Durability.Normal, Steps = Copy }, new CommitNotice(), TimeProvider.System, NullLogger.Instance))
        {
            for (var session = 1L; session <= 3; session++)
            {
                SessionEvent[] said = [new SessionStart(new(session), Start), .. Enumerable.Range(0, 12).Select(_ => faker.Transcription(new(session)))];
                log.Append(said);
            }

            lock (_copying) _isCopying = true;
            log.ForgetAll([new(log.Reader.Head, new SessionId(1)), new(log.Reader.Head, new SessionId(2))], files: []);
            lock (_copying) _isCopying = false;
        }

        var cut = 0;
        foreach (var copy in _copies)
        {
            await using var log = SqliteLogs.Open(Path.Combine(copy, "metrics.db"));
            var left = log.Reader.ReadAll().Count(stored => stored.Type == Transcription.TypeName && !Remains.IsForgotten(stored.Body.Span));
            Assert.True(left is 36 or 12, $"{left} in {copy}");
            if (left == 12) cut++;
        }

        Assert.True(cut >= 4, $"{cut} copies");
    }

    [Fact]
    public async Task Files_of_others_that_a_log_names_are_not_touched()
    {
        var path = _directory.File("metrics.db");
        await using (var log = SqliteLogs.Open(path)) log.Append(new SessionStart(One, Start));
        var others = _directory.File("letter.txt");
        await File.WriteAllTextAsync(others, Secret);
        using (var outside = SqliteLogs.OpenRaw(path))
        {
            outside.Execute("DROP TRIGGER guard_forgetting_files_insert;");
            outside.Execute("INSERT INTO forgetting_files (path) VALUES ('letter.txt'), ('metrics.db-audio/../letter.txt'), (@others);", new { others });
        }

        await using var next = SqliteLogs.Open(path);
        await Eventually.IsTrueAsync(() => !next.IsForgetting, "nothing is left");

        Assert.Equal(Secret, await File.ReadAllTextAsync(others));
    }

    private static bool Differs(string path)
    {
        using var comparison = new ReadModelComparison(path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
            // Slice by slice.
        }

        return comparison.Differences.Count > 0;
    }

    private async Task<string> ForgetAndCopyAtEachStepAsync(int attempts, bool isEntire, int pageBytes)
    {
        var faker = new EventFaker(seed: 5);
        var path = _directory.File("metrics.db");
        var audio = _directory.File("metrics.db.damaged-1");
        await SqliteLogs.MakeAsync(path, pageBytes);
        await File.WriteAllTextAsync(audio, Secret);
        await using var log = SqliteEventLog.Open(
            new(path) { Durability = Durability.Normal, Steps = Copy }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        log.Append(new SessionStart(One, Start));
        for (var i = 0; i < 100; i++) log.Append(faker.Transcription(One));
        // What belongs to it and was not pointed at: it is found by the place of its speech.
        for (var i = 1; i < attempts; i++) log.Append(new SegmentFailed(One, Start.AddSeconds(7), 1.5, 2.25, Secret));
        var said = log.Append(
            new Transcription(One, Start.AddSeconds(7), Secret, 120, 250.5, 4),
            new SegmentMeasured(One, Start.AddSeconds(7), 1.5, 2.25, 3, 4, new(0.875, [0.75, 1, 0.5, 0.25]))).First;
        for (var i = 0; i < 100; i++) log.Append(faker.Transcription(One));
        var body = log.Reader.ReadAt(said).Body.Text();

        lock (_copying) _isCopying = true;
        log.Forget(new(log.Reader.Head, Words: "quincunx", Extent: isEntire ? ForgettingExtent.Event : ForgettingExtent.Words), [new("metrics.db.damaged-1")]);
        await Eventually.IsTrueAsync(() => !log.IsForgetting, "nothing is left");
        lock (_copying) _isCopying = false;
        return body;
    }

    // Before and after each step that is about forgetting, and at every checkpoint meanwhile.
    private void Copy(LogStep step, bool isDone)
    {
        if (step is not (LogStep.Forget or LogStep.Erase or LogStep.Checkpoint)) return;
        lock (_copying)
        {
            if (!_isCopying) return;
            var to = Directory.CreateDirectory(_directory.File($"copy-{_copies.Count:00}-{step}-{(isDone ? "done" : "begun")}")).FullName;
            foreach (var name in new[] { "metrics.db", "metrics.db-wal", "metrics.db.head", "metrics.db.damaged-1" })
            {
                if (File.Exists(_directory.File(name))) OtherProgram.Copy(_directory.File(name), Path.Combine(to, name));
            }

            _copies.Add(to);
        }
    }
}
