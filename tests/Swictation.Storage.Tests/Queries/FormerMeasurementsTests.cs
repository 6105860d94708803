using Dapper;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

/// <summary>Measurements of both forms say the same.</summary>
public sealed class FormerMeasurementsTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P9_A_session_of_former_measurements_is_the_same_as_one_of_today()
    {
        Record(new(1), FormerForms.OfMeasurement);
        Record(new(2), measured => WireWriter.ToAppend(measured));
        Eventually.True(() => _open.Log.ReadModelLag == 0, "the read models have everything");
        using var connection = SqliteLogs.OpenRaw(_open.Path);

        Assert.Equal([1, 2], connection.Query<long>("SELECT DISTINCT version FROM events WHERE type = 'segment_measured' ORDER BY 1"));
        Assert.Equal(Rows(1), Rows(2));
        Assert.Contains("2.25", Rows(1)[0], StringComparison.Ordinal);
        Assert.Equal(Spoken(1), Spoken(2));
        Assert.Equal((1.5, "[0.75,1.0]"), (Spoken(1)[0].StartS, Spoken(1)[0].Words?.Replace(",1]", ",1.0]", StringComparison.Ordinal)));
        Assert.Equal(Forgettable(1), Forgettable(2));
        Assert.Contains((1.5, 3.75), Forgettable(1));

        List<string> Rows(long session) =>
        [
            .. connection.Query<string>(
                "SELECT duration_s || ' ' || stt_latency_ms || ' ' || coalesce(confidence, '-') || ' ' || coalesce(recognised_us, '-') FROM segments WHERE session_id = @session ORDER BY id",
                new { session }),
            .. connection.Query<string>("SELECT spoken_us || ' ' || wpm FROM sessions WHERE id = @session", new { session }),
            .. connection.Query<string>("SELECT start_s || ' ' || is_settled FROM failed_segments WHERE session_id = @session", new { session }),
        ];

        List<(double StartS, double EndS)> Forgettable(long session) =>
        [
            .. new SpokenEvents(connection).Read(_open.Log.Reader.Head, new SessionId(session), withForgotten: false)
                .Where(spoken => spoken.HasPlace)
                .Select(spoken => (spoken.StartS, spoken.EndS)),
        ];
    }

    private List<(double? StartS, string? Words, double? Confidence)> Spoken(long session)
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path);
        using var reader = new SpokenReader(connection);
        return
        [
            .. connection.Query<long>("SELECT seq FROM transcripts WHERE session_id = @session ORDER BY seq", new { session })
                .Select(seq => reader.Read(new(session), seq)!)
                .Select(said => (said.StartS, said.WordConfidences?.Replace("1.0]", "1]", StringComparison.Ordinal), said.Confidence)),
        ];
    }

    private void Record(SessionId session, Func<SegmentMeasured, EventToAppend> write)
    {
        SegmentMeasured[] measured =
        [
            new(session, Start.AddSeconds(5), 1.5, 2.25, 3, 4, new(0.875, [0.75, 1])),
            new(session, Start.AddSeconds(9), 5, 2, 0, 7, RecognisedAt: Start.AddHours(1)),
        ];
        _open.Log.Append(new SessionStart(session, Start), new SegmentFailed(session, Start.AddSeconds(8), 5.5, 1, "out of memory"));
        foreach (var one in measured)
            _open.Log.Append([WireWriter.ToAppend(new Transcription(session, one.At, "two words", 120, 200, 2)), write(one)]);
    }
}
