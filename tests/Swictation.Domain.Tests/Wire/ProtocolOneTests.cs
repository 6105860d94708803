using Swictation.Domain.Events;

namespace Swictation.Domain.Tests.Wire;

/// <summary>The five messages of protocol 1, byte for byte as its document gives them.</summary>
public sealed class ProtocolOneTests
{
    private static readonly SessionId Session = new(123);
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_699_000_000);

    [Fact]
    public void Session_start_is_as_documented() => Assert.Equal(
        """{"type":"session_start","session_id":123,"timestamp":1699000000.0}""",
        Stored.Line(new SessionStart(Session, At)));

    [Fact]
    public void Session_end_is_as_documented_and_has_no_reason_when_somebody_asked_for_it() => Assert.Equal(
        """{"type":"session_end","session_id":123,"timestamp":1699000000.0}""",
        Stored.Line(new SessionEnd(Session, At)));

    [Fact]
    public void Session_end_says_why_when_nobody_asked_for_it() => Assert.Equal(
        """{"type":"session_end","session_id":123,"timestamp":1699000000.0,"reason":"recovered"}""",
        Stored.Line(new SessionEnd(Session, At, SessionEndReason.Recovered)));

    [Theory]
    [InlineData(Phase.Idle, "idle")]
    [InlineData(Phase.Recording, "recording")]
    [InlineData(Phase.Processing, "processing")]
    [InlineData(Phase.Error, "error")]
    public void State_change_is_as_documented(Phase phase, string name) => Assert.Equal(
        $$"""{"type":"state_change","state":"{{name}}","timestamp":1699000000.0}""",
        Stored.Line(new StateChange(Session, At, phase)));

    [Fact]
    public void Transcription_is_as_documented_and_has_the_time_of_day_where_it_was_said()
    {
        var at = new DateTimeOffset(2023, 11, 3, 14, 23, 15, TimeSpan.FromHours(-7));

        var line = Stored.Line(new Transcription(Session, at, "Hello world", 145.2, 234.5, 2));

        Assert.Equal(
            """{"type":"transcription","text":"Hello world","timestamp":"14:23:15","wpm":145.2,"latency_ms":234.5,"words":2}""",
            line);
    }

    [Fact]
    public void Metrics_update_is_as_documented()
    {
        var line = Stored.Line(new MetricsUpdate(
            Session, At, Phase.Recording, new(5, 42, 145.2, 30.5, 234.5), new(1823.4, 45.2, 23.1)));

        Assert.Equal(
            """{"type":"metrics_update","state":"recording","session_id":123,"segments":5,"words":42,"wpm":"""
            + """145.2,"duration_s":30.5,"latency_ms":234.5,"gpu_memory_mb":1823.4,"gpu_memory_percent":"""
            + """45.2,"cpu_percent":23.1}""",
            line);
    }

    [Fact]
    public void Metrics_update_outside_a_session_has_a_null_session_and_floats_with_a_point()
    {
        var line = Stored.Line(new MetricsUpdate(null, At, Phase.Idle, default, default));

        Assert.Equal(
            """{"type":"metrics_update","state":"idle","session_id":null,"segments":0,"words":0,"wpm":"""
            + """0.0,"duration_s":0.0,"latency_ms":0.0,"gpu_memory_mb":0.0,"gpu_memory_percent":0.0,"cpu_percent":0.0}""",
            line);
    }
}
