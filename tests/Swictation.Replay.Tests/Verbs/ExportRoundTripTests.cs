using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Copies;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>Whatever people have added to it, a log that was exported as lines comes back the same, and once.</summary>
[Trait("Category", "Processes")]
public sealed class ExportRoundTripTests : IDisposable
{
    private const int Sessions = 4;

    private static readonly string[] Texts = ["at the desk", "a \"quoted\" line\nand another", "Äpfel 🙂", "\\u0041 {\"text\":1}", "tab\tand ,\"added\":[", "0"];

    // What a user sees of it, but for positions and for the numbers of sessions, which stand for their beginnings.
    private static readonly string[] Seen =
    [
        Of("spoken_at, recognised_at, text, words, wpm, latency_ms, confidence, off_the_record", "transcripts"),
        Of(
            "first.spoken_at, seen.version, kind, seen.text, is_chosen, iif(seen.version > 1, seen.at, 0), iif(seen.version > 1, \"by\", '')",
            "transcript_versions",
            "JOIN transcripts AS first USING (seq)"),
        Of("title", "session_titles"),
        Of("tag", "session_tags"),
        Of("at, text", "session_notes"),
        Of("at, start_s, text", "session_marks"),
    ];

    private readonly RecordedLog _log = new();
    private readonly RecordedLog _other = new();
    private readonly Random _random = new(Seed.Take(TestContext.Current.TestOutputHelper!.WriteLine));
    private readonly Dictionary<long, int> _versions = [];
    private double _now;

    public void Dispose()
    {
        _log.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Sentences_with_all_that_was_added_come_back_the_same_and_nothing_comes_twice()
    {
        await RecordAsync();
        var lines = await ExportAsync(_log, "all.jsonl");

        var first = await ImportAsync(_other, lines);
        var again = await ImportAsync(_other, lines);
        var home = await ImportAsync(_log, await ExportAsync(_other, "back.jsonl"));

        Assert.Equal(Sessions, first.Sessions);
        Assert.Equal((0, 0, 0, first.Segments), (again.Sessions, again.Segments, again.Added, again.Held));
        Assert.Equal((0, 0, 0, first.Segments), (home.Sessions, home.Segments, home.Added, home.Held));
        foreach (var sql in Seen) Assert.Equal(Query(_log.Path, sql).Order(StringComparer.Ordinal), Query(_other.Path, sql).Order(StringComparer.Ordinal));
        Assert.Contains(Query(_log.Path, Seen[1]), row => row.Contains("corrected", StringComparison.Ordinal));
    }

    private static string Of(string columns, string view, string join = "") =>
        $"""
        SELECT (SELECT min(spoken_at) FROM transcripts AS said WHERE said.session_id = seen.session_id), {columns}
        FROM {view} AS seen {join}
        """;

    private async Task RecordAsync()
    {
        await using var log = _log.Open();
        List<(SessionId Session, long Position)> said = [];
        for (var number = 1; number <= Sessions; number++)
        {
            var session = new SessionId(number);
            Append(new SessionStart(session, Next()), new RecogniserChanged(session, Next(), new Recogniser("whisper", "tiny")));
            for (var i = _random.Next(1, 5); i > 0; i--)
            {
                var text = Text();
                var at = Next();
                var position = Append(
                    new Transcription(session, at, text, 120, 250.5, text.Split().Length, IsOffTheRecord: _random.Next(8) == 0),
                    new SegmentMeasured(session, at, (at - RecordedLog.Start).TotalSeconds, 1.25, 3, 4, new(0.875, [0.75, 1])));
                said.Add((session, position));
            }

            Append(new SessionEnd(session, Next()));
        }

        for (var i = 0; i < 60; i++) Append(Addition(said[_random.Next(said.Count)]));
        await Eventually.IsTrueAsync(() => log.ReadModelLag == 0, "the read models are level");

        long Append(params SessionEvent[] events) => log.Append([.. events.Select(WireWriter.ToAppend)]).First;
    }

    private Afterthought Addition((SessionId Session, long Position) sentence)
    {
        var at = Next();
        switch (_random.Next(6))
        {
            case 0:
                return new SessionTitled(sentence.Session, at, _random.Next(4) == 0 ? "" : Text());
            case 1:
                return new SessionTagged(sentence.Session, at, _random.Next(2) == 0 ? "work" : "home", On: _random.Next(2) == 0);
            case 2:
                return new SessionNoted(sentence.Session, at, Text());
            case 3:
                return new SessionMarked(sentence.Session, at, Next(), _random.Next(100) / 4.0, _random.Next(3) == 0 ? null : Text());
            default:
                var version = _versions[sentence.Position] = _versions.GetValueOrDefault(sentence.Position, 1) + 1;
                var kind = _random.Next(4) switch { 0 => RevisionKind.Shaped, 1 => RevisionKind.Recognised, 2 => RevisionKind.TakenBack, _ => RevisionKind.Corrected };
                return new TextRevised(sentence.Session, at, sentence.Position, version, kind, Text(), kind == RevisionKind.Corrected ? TextRevised.User : "whisper");
        }
    }

    private string Text() => $"{Texts[_random.Next(Texts.Length)]} {_random.Next(1_000)}";

    // Each a little later than the one before.
    private DateTimeOffset Next() => RecordedLog.At(_now += _random.Next(1, 9) + (_random.Next(1_000) / 1e3));

    private static async Task<string> ExportAsync(RecordedLog log, string name)
    {
        var lines = log.File(name);
        Assert.Equal(0, (await ReplayTool.RunAsync(log.Directory, "export", $"1..{Sessions}", "-o", lines, "--db", log.Path)).ExitCode);
        return lines;
    }

    private static Task<ImportReport> ImportAsync(RecordedLog log, string lines) =>
        new LogImport(log.Path, TimeProvider.System, NullLogger.Instance).RunAsync(lines, TestContext.Current.CancellationToken);

    private static List<string> Query(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. connection.Query(sql).Select(row => string.Join("|", ((IDictionary<string, object?>)row).Values))];
    }
}
