using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

public sealed class ReadModelProjectorTests : IDisposable
{
    private static readonly SessionId One = new(1);

    private readonly ProjectorBench _bench = new();
    private readonly EventFaker _faker = new(seed: 22);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void P8_Rebuilt_read_models_equal_the_incremental_ones(int seed)
    {
        var random = new Random(seed);
        var faker = new EventFaker(seed);
        for (var session = 1; session <= 12; session++)
        {
            EventToAppend[] events = [.. faker.Session(new(session), random.Next(0, 40)).Select(WireWriter.ToAppend)];
            _bench.Store(events.Concat(Malformed(session)).OrderBy(_ => random.Next(8) == 0 ? random.Next() : 0));
            while (random.Next(6) > 0)
                _bench.ProjectUpTo(Math.Min(_bench.Head, _bench.Projector.Checkpoint + random.Next(1, 20)));
        }

        _bench.ProjectUpTo(_bench.Head);
        var incremental = _bench.Rows();
        _bench.Projector.Clear();
        _bench.ProjectUpTo(_bench.Head);

        Assert.NotEmpty(incremental);
        Assert.Equal(incremental, _bench.Rows());
    }

    [Fact]
    public void A_measurement_in_a_later_slice_finds_its_transcription()
    {
        var said = _faker.Transcription(One) with { Words = 10 };
        var measured = _faker.Measurement(One) with { DurationS = 4, RecognitionMs = 77 };
        _bench.Store(Forms(new SessionStart(One, said.At), said, measured, new SessionEnd(One, measured.At)));

        for (var sequence = 1; sequence <= _bench.Head; sequence++) _bench.ProjectUpTo(sequence);

        var rows = _bench.Rows();
        Assert.Contains("[wpm, 150]", rows[0], StringComparison.Ordinal);
        Assert.Contains("[spoken_us, 4000000]", rows[0], StringComparison.Ordinal);
        Assert.Contains("[duration_s, 4]", rows[1], StringComparison.Ordinal);
        Assert.Contains("[stt_latency_ms, 77]", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Confidence_is_beside_the_text_and_null_where_nobody_says()
    {
        var (sure, silent) = (_faker.Transcription(One), _faker.Transcription(One));
        _bench.Store(Forms(
            new SessionStart(One, sure.At),
            sure,
            _faker.Measurement(One) with { Confidence = new(0.875, [0.75, 1]) },
            silent,
            _faker.Measurement(One)));

        _bench.ProjectUpTo(_bench.Head);

        var rows = _bench.Rows();
        Assert.Contains("[confidence, 0.875]", rows[1], StringComparison.Ordinal);
        Assert.Contains("[confidence, ]", rows[2], StringComparison.Ordinal);
        Assert.Contains("[confidence, 0.875]", rows[3], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_off_the_record_counts_without_its_text()
    {
        var said = _faker.Transcription(One) with { Words = 3, Text = "a secret word", IsOffTheRecord = true };
        var measured = _faker.Measurement(One) with { DurationS = 2 };
        _bench.Store(Forms(new SessionStart(One, said.At), said, measured, new SessionEnd(One, measured.At)));

        _bench.ProjectUpTo(_bench.Head);

        var rows = _bench.Rows();
        Assert.Contains("[words_dictated, 3]", rows[0], StringComparison.Ordinal);
        Assert.Contains("[text, ]", rows[1], StringComparison.Ordinal);
        Assert.Contains("[characters, 0]", rows[1], StringComparison.Ordinal);
        Assert.Contains("[off_the_record, 1]", rows[1], StringComparison.Ordinal);
        Assert.Contains("[text, [off the record]]", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void P8_Pauses_are_no_part_of_the_duration_wherever_the_slices_end()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        var said = _faker.Transcription(One) with { Words = 30 };
        _bench.Store(Forms(
            new PauseEnded(One, start, 500),
            new SessionStart(One, start),
            said,
            new SessionPaused(One, start.AddSeconds(20)),
            new PauseEnded(One, start.AddSeconds(30), 10),
            new Suspended(One, start.AddSeconds(50), 7.5),
            new SessionPaused(One, start.AddSeconds(60)),
            new PauseEnded(One, start.AddSeconds(100), 40),
            new SessionEnd(One, start.AddSeconds(110), SessionEndReason.Cancelled)));

        _bench.ProjectUpTo(_bench.Head);
        var atOnce = _bench.Rows();
        _bench.Projector.Clear();
        for (var sequence = 1; sequence <= _bench.Head; sequence++) _bench.ProjectUpTo(sequence);

        Assert.Contains("[paused_us, 57500000]", atOnce[0], StringComparison.Ordinal);
        Assert.Contains("[duration_s, 52.5]", atOnce[0], StringComparison.Ordinal);
        Assert.Contains("[end_reason, cancelled]", atOnce[0], StringComparison.Ordinal);
        Assert.Equal(atOnce, _bench.Rows());
    }

    [Fact]
    public void P8_What_is_transcribed_after_the_end_of_its_session_counts_in_it()
    {
        var said = _faker.Transcription(One) with { Words = 10, LatencyMs = 100 };
        var late = said with { Words = 5, LatencyMs = 300 };
        var measured = _faker.Measurement(One) with { DurationS = 5 };
        _bench.Store(Forms(
            new SessionStart(One, said.At),
            said,
            measured,
            new SessionEnd(One, said.At.AddSeconds(60)),
            new SessionStart(new(2), said.At.AddSeconds(70)),
            late,
            measured));

        for (var sequence = 1; sequence <= _bench.Head; sequence++) _bench.ProjectUpTo(sequence);

        var incremental = _bench.Rows();
        foreach (var figure in new[] { "[segments, 2]", "[words_dictated, 15]", "[wpm, 90]", "[avg_latency_ms, 200]" })
            Assert.Contains(figure, incremental[0], StringComparison.Ordinal);
        Assert.Contains("[segments, 0]", incremental[1], StringComparison.Ordinal);
        Assert.Contains(incremental, row => row.Contains("[total_words, 15]", StringComparison.Ordinal));
        _bench.Projector.Clear();
        _bench.ProjectUpTo(_bench.Head);
        Assert.Equal(incremental, _bench.Rows());
    }

    [Fact]
    public void There_is_no_rate_where_nobody_knows_how_long_it_took_to_speak()
    {
        var start = DateTimeOffset.UnixEpoch;
        var said = _faker.Transcription(One) with { Words = 30, At = start.AddSeconds(5), LatencyMs = 200 };
        var ended = new SessionEnd(One, start.AddSeconds(20), SessionEndReason.Recovered);
        _bench.Store(Forms(new SessionStart(One, start), said, ended));

        _bench.ProjectUpTo(_bench.Head);

        var session = _bench.Rows()[0];
        Assert.Contains("[duration_s, 20]", session, StringComparison.Ordinal);
        Assert.Contains("[wpm, 0]", session, StringComparison.Ordinal);
        Assert.Contains("[avg_latency_ms, 200]", session, StringComparison.Ordinal);
        Assert.Contains("[end_reason, recovered]", session, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_and_unknown_events_are_passed_over()
    {
        _bench.Store(Forms(new SessionStart(One, DateTimeOffset.UnixEpoch)).Concat(Malformed(session: 1)));

        _bench.ProjectUpTo(_bench.Head);

        Assert.Equal(_bench.Head, _bench.Projector.Checkpoint);
        Assert.Contains("[segments, 4]", _bench.Rows()[0], StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static IEnumerable<EventToAppend> Forms(params SessionEvent[] events) => events.Select(WireWriter.ToAppend);

    private static IEnumerable<EventToAppend> Malformed(long session)
    {
        SessionId? id = new SessionId(session);
        var bodies = new[]
        {
            "not json",
            "[]",
            "null",
            """{"type":"transcription"}""",
            """{"text":{"a":1},"words":"many","latency_ms":[],"wpm":1e999}""",
        };
        foreach (var body in bodies)
        {
            yield return new(id, 1, Transcription.TypeName, 1, Encoding.UTF8.GetBytes(body));
            yield return new(id, 2, SegmentMeasured.TypeName, 1, Encoding.UTF8.GetBytes(body));
            yield return new(null, 3, Transcription.TypeName, 1, Encoding.UTF8.GetBytes(body));
        }

        yield return new(id, 4, Transcription.TypeName, 3, "{}"u8.ToArray());
        yield return new(id, 5, new("from_the_future"), 1, "{}"u8.ToArray());
        yield return new(null, 6, SessionStart.TypeName, 1, "{}"u8.ToArray());
        yield return new(null, 7, SessionEnd.TypeName, 1, "nothing"u8.ToArray());
    }
}
