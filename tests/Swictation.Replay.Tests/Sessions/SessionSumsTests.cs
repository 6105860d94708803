using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Sessions;

/// <summary>The sums of a session exist in SQL, in the read models, and in C#, in the fold: both come to the same.</summary>
public sealed class SessionSumsTests(ITestOutputHelper output) : IDisposable
{
    private const int Logs = 25;
    private const int SessionsOfLog = 6;

    // SQL rounds half a tenth up, .NET to the even digit.
    private const double WpmTolerance = 0.1 + 1e-9;
    private const double DurationTolerance = 1e-6;

    private readonly List<RecordedLog> _logs = [];

    public void Dispose()
    {
        foreach (var log in _logs) log.Dispose();
    }

    [Fact]
    public async Task Sums_in_SQL_and_in_the_fold_are_the_same()
    {
        var seed = Seed.Take(output.WriteLine);
        for (var i = 0; i < Logs; i++)
        {
            var log = new RecordedLog();
            _logs.Add(log);
            await log.AppendAsync(new RandomSessions(seed + i).Log(SessionsOfLog));
            using var reader = SqliteEventLogReader.OpenReadOnly(log.Path, TimeProvider.System);
            var queries = new SessionQueries(log.Path);

            List<SessionEvent> all = [.. reader.EventsAfter(0).Select(WireReader.Read)];
            for (var number = 1; number <= SessionsOfLog; number++)
            {
                var session = new SessionId(number);
                var events = all.FindAll(recorded => recorded.InSession == session);
                AssertSame(
                    queries.FindSession(session)!,
                    SessionFold.Fold(events)!,
                    $"log of seed {seed + i}, session {number}");
                Assert.Equal(queries.ReadWithoutText(session), SessionFold.WithoutText(events));
            }
        }
    }

    private static void AssertSame(SessionSummary row, RecordedSession fold, string which)
    {
        Assert.Equal(
            (which, row.Id, row.StartTime, row.EndTime, row.EndReason, row.Segments, row.Words, row.WithoutText),
            (
                which,
                fold.Id.Value,
                WireTime.ToSeconds(fold.StartedAt),
                fold.EndedAt is { } end ? WireTime.ToSeconds(end) : (double?)null,
                fold.EndReason?.Name,
                fold.Segments,
                fold.Words,
                fold.WithoutText));
        if (row.DurationS is not { } durationS) return;

        // Of an open session the row has no length, and no rate where nobody measures speech.
        Assert.Equal(durationS, fold.Duration.TotalSeconds, DurationTolerance);
        Assert.Equal(row.Wpm, fold.WordsPerMinute, WpmTolerance);
    }
}
