using System.Diagnostics;
using Dapper;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

/// <summary>The times in <c>transcripts</c>.</summary>
public sealed class TimesOfSpeechTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 0, 59, 50, TimeSpan.Zero);

    private readonly EventFaker _faker = new(seed: 9);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void Speech_was_spoken_before_it_was_recognised()
    {
        _open.Log.Append(
            new SessionStart(One, Start),
            Said(One, "live", at: 5, latencyMs: 500),
            Measured(One, at: 5, durationS: 2),
            Said(One, "a line of text", at: 7, latencyMs: 250));

        Assert.Equal(
            [
                ("live", "2026-10-25T00:59:52.500Z", "2026-10-25T00:59:55.000Z"),
                ("a line of text", "2026-10-25T00:59:56.750Z", "2026-10-25T00:59:57.000Z"),
            ],
            Read());
    }

    [Fact]
    public void Speech_that_was_recognised_later_has_the_time_at_which_it_was_spoken()
    {
        _open.Log.Append(
            new SessionStart(One, Start),
            Said(One, "second", at: 9, latencyMs: 500),
            Measured(One, at: 9, durationS: 2),
            Said(One, "first", at: 5, latencyMs: 900),
            Measured(One, at: 5, durationS: 2) with { RecognisedAt = Start.AddHours(3) });

        Assert.Equal(
            [
                ("first", "2026-10-25T00:59:53.000Z", "2026-10-25T03:59:50.000Z"),
                ("second", "2026-10-25T00:59:56.500Z", "2026-10-25T00:59:59.000Z"),
            ],
            Read());
    }

    [Theory]
    [InlineData("Etc/UTC", "2026-10-25T00:59:55.000+00:00", "2026-10-25T01:00:05.000+00:00")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T02:59:55.000+02:00", "2026-10-25T02:00:05.000+01:00")]
    [InlineData("<+0545>-5:45", "2026-10-25T06:44:55.000+05:45", "2026-10-25T06:45:05.000+05:45")]
    [InlineData("<-0330>3:30", "2026-10-24T21:29:55.000-03:30", "2026-10-24T21:30:05.000-03:30")]
    [InlineData("<-0030>0:30", "2026-10-25T00:29:55.000-00:30", "2026-10-25T00:30:05.000-00:30")]
    public async Task Local_time_says_how_far_it_is_from_UTC(string zone, string first, string second)
    {
        _open.Log.Append(
            new SessionStart(One, Start),
            Said(One, "first", at: 5, latencyMs: 0),
            Said(One, "second", at: 15, latencyMs: 0));

        IsLevel();
        var start = new ProcessStartInfo(
            "sqlite3",
            ["-readonly", "-cmd", ".timeout 10000", _open.Path, "SELECT spoken_local FROM transcripts ORDER BY spoken_at"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["TZ"] = zone;
        using var sqlite = Process.Start(start)!;
        var printed = await sqlite.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"{first}\n{second}\n", printed);
    }

    [Fact]
    public void Order_of_speech_is_the_order_of_time_however_late_it_is_recognised()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        List<SessionEvent> events = [];
        List<(double RecordedAt, SessionEvent[] Events)> recorded = [];
        var spokenAt = 0.0;
        for (var i = 0; i < 200; i++)
        {
            spokenAt += 0.1 + random.NextDouble();
            var durationS = Math.Round(random.NextDouble() * 5, 3);
            var latencyS = Math.Round(random.NextDouble() * 3, 4);
            var (end, text) = (spokenAt + durationS, $"{i:000}");
            if (random.Next(4) == 0)
            {
                var late = Start.AddSeconds(end + 100);
                recorded.Add((end + 100, [Said(One, text, end, 700), Measured(One, end, durationS) with { RecognisedAt = late }]));
            }
            else
            {
                var at = end + latencyS;
                recorded.Add((at, [Said(One, text, at, latencyS * 1e3), Measured(One, at, durationS)]));
            }

            spokenAt = end;
        }

        events.Add(new SessionStart(One, Start));
        events.AddRange(recorded.OrderBy(one => one.RecordedAt).SelectMany(one => one.Events));

        _open.Log.Append([.. events]);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i:000}"), Read().Select(row => row.Text));
    }

    private static SegmentMeasured Measured(SessionId session, double at, double durationS) =>
        new(session, Start.AddSeconds(at), StartS: 0, durationS, WaitMs: 0, RecognitionMs: 0);

    private Transcription Said(SessionId session, string text, double at, double latencyMs) =>
        _faker.Transcription(session) with { At = Start.AddSeconds(at), Text = text, LatencyMs = latencyMs };

    private void IsLevel() => Eventually.True(() => _open.Log.ReadModelLag == 0, "the read models have everything");

    private List<(string Text, string SpokenAt, string RecognisedAt)> Read()
    {
        IsLevel();
        using var connection = SqliteLogs.OpenRaw(_open.Path);
        return [.. connection.Query<(string, string, string)>("SELECT text, spoken_at, recognised_at FROM transcripts ORDER BY spoken_at")];
    }
}
