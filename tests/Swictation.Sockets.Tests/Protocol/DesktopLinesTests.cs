using System.Globalization;
using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

public sealed class DesktopLinesTests
{
    private static readonly SessionId Session = new(12);
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 51, 34, 982, 10, TimeSpan.Zero);

    [Fact]
    public void P3_Start_and_end_of_a_session_are_spelt_with_a_text_and_whole_seconds()
    {
        Assert.Equal(
            """
            {"type":"session_start","session_id":"12","timestamp":1795344694}
            {"type":"session_end","session_id":"12","timestamp":1795344694}
            {"type":"session_end","session_id":"12","timestamp":1795344694,"reason":"recovered"}
            {"type":"session_start","session_id":"12","timestamp":0}

            """,
            Encode(
                new SessionStart(Session, At),
                new SessionEnd(Session, At),
                new SessionEnd(Session, At, SessionEndReason.Recovered),
                new SessionStart(Session, DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public void P3_All_other_lines_are_the_stored_bytes_whatever_stands_around_them()
    {
        foreach (var recorded in new ArbitraryEvents(seed: 1).OfEveryType().Take(400))
        {
            var stored = Stored(recorded);
            if (recorded is SessionStart or SessionEnd or Transcription)
            {
                AssertRespelt(stored, Encode(recorded));
                continue;
            }

            Assert.Equal(stored, Encode(recorded));
            Assert.Equal(
                Encode(new SessionStart(Session, At)) + stored + Encode(new SessionEnd(Session, At)),
                Encode(new SessionStart(Session, At), recorded, new SessionEnd(Session, At)));
        }
    }

    [Theory]
    [InlineData(14, "142315")]
    [InlineData(9, "92315")]
    [InlineData(0, "2315")]
    public void P3_Time_of_a_transcription_is_the_number_that_it_shows(int hour, string shown)
    {
        var at = new DateTimeOffset(2026, 11, 22, hour, 23, 15, TimeSpan.Zero);
        var said = new Transcription(Session, at, "\"session_id\":5,\"timestamp\":\"01:02:03\"", 1, 2, 3);

        Assert.Equal(
            Stored(said).Replace($"\"{hour:00}:23:15\"", shown, StringComparison.Ordinal),
            Encode(said));
    }

    private static void AssertRespelt(string stored, string sent)
    {
        using var before = JsonDocument.Parse(stored);
        using var after = JsonDocument.Parse(sent);
        Assert.Equal(
            before.RootElement.EnumerateObject().Select(field => field.Name switch
            {
                "session_id" => $"session_id \"{field.Value.GetRawText()}\"",
                "timestamp" when field.Value.ValueKind == JsonValueKind.String =>
                    $"timestamp {int.Parse(field.Value.GetString()!.Replace(":", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)}",
                "timestamp" => $"timestamp {field.Value.GetRawText().Split('.')[0]}",
                _ => $"{field.Name} {field.Value.GetRawText()}",
            }),
            after.RootElement.EnumerateObject().Select(field => $"{field.Name} {field.Value.GetRawText()}"));
    }

    private static string Stored(SessionEvent recorded) =>
        Encoding.UTF8.GetString(WireWriter.ToAppend(recorded).Body.Span) + "\n";

    private static string Encode(params SessionEvent[] events)
    {
        var log = new InMemoryEventLog();
        log.Append([.. events.Select(WireWriter.ToAppend)]);
        var step = new FeedStep(log.ReadStored(0), 0, events.Length, TimeSpan.Zero);
        return Encoding.UTF8.GetString(new DesktopLines().Encode(step).Span);
    }
}
