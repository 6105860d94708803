using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Metrics;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

public sealed class FeedJournalTests
{
    private readonly RecordingLogger _logger = new();
    private readonly FeedMetrics _metrics = new();
    private readonly FeedJournal _journal;

    private readonly FakeClock _time = new();

    public FeedJournalTests() => _journal = new(_logger, _metrics, _time);

    [Fact]
    public void A_send_that_failed_is_told_with_its_client_and_event()
    {
        var failure = new ClientSendFailedException(
            client: 7, processId: 1234, Transcription.TypeName, sequence: 4711, "Connection reset by peer");

        _journal.SendFailed(failure);

        Assert.Equal(
            "metrics client 7 (process 1234): transcription 4711 could not be sent: Connection reset by peer", failure.Message);
        Assert.Equal(
            [
                (LogLevel.Debug, "Metrics client 7 closed at position 4711: Gone"),
                (LogLevel.Warning,
                    "Sending to metrics client 7 (process 1234) failed at event 4711 transcription: Connection reset by peer "
                    + "(1 clients since the last such line, which comes once a minute at most)"),
            ],
            _logger.Lines);
        Assert.Equal(
            (1, 1), (_metrics.Errors[FeedErrorKind.Send], _metrics.Disconnects[DisconnectReason.Gone]));
    }

    [Fact]
    public void Many_sends_that_fail_are_one_line_a_minute_with_their_number()
    {
        for (var i = 0; i < 1_000; i++) _journal.SendFailed(new(i, 1234, Transcription.TypeName, 4711, "why"));
        _time.Advance(TimeSpan.FromMinutes(1));
        _journal.SendFailed(new(1_000, 1234, "", 0, "why"));

        var lines = _logger.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("client 1000 (process 1234) failed at event 0 : why (1000 clients", lines[1], StringComparison.Ordinal);
        Assert.Equal(1_001, _metrics.Errors[FeedErrorKind.Send]);
    }

    [Fact]
    public void A_buffer_that_stays_full_is_told_with_its_limit_and_what_waits()
    {
        _journal.Stalled(7, 4711, TimeSpan.FromSeconds(30), new("a client's socket", limit: 212_992, current: 65_000));

        AssertLogged(
            LogLevel.Warning,
            "Metrics client 7 read nothing for 30 s and was closed at position 4711; "
            + "65000 bytes were waiting behind the 212992 of its socket");
        Assert.Equal(
            (1, 1), (_metrics.Errors[FeedErrorKind.Limit], _metrics.Disconnects[DisconnectReason.Stalled]));
    }

    [Fact]
    public void One_client_too_many_is_told_with_the_limit_and_how_many_there_are()
    {
        _journal.Refused(current: 256, limit: 256);

        AssertLogged(LogLevel.Warning, "A metrics client was refused: 256 are connected, and the limit is 256");
        Assert.Equal(
            (1, 1), (_metrics.Errors[FeedErrorKind.Limit], _metrics.Disconnects[DisconnectReason.Refused]));
    }

    [Fact]
    public void A_catch_up_that_was_cut_is_told_with_the_limit_and_how_much_there_is()
    {
        _journal.CatchUpCut(7, new(new(12), Limit: 1_000, Current: 1_034));

        AssertLogged(
            LogLevel.Information,
            "Metrics client 7 was sent the newest 1000 of 1034 transcriptions of session 12; "
            + "--catch-up-limit raises the limit");
        Assert.Equal(1, _metrics.Errors[FeedErrorKind.Limit]);
    }

    [Fact]
    public void A_fault_of_the_daemon_s_own_is_an_error_and_ends_one_connection()
    {
        _journal.Connected(7, new(ProcessId: 1, UserId: 0));
        _journal.Failed(7, new InvalidOperationException("a bug"));

        Assert.Equal(LogLevel.Error, _logger.Lines[^1].Level);
        Assert.Equal((0, 1), (_metrics.Clients, _metrics.Errors[FeedErrorKind.Internal]));
    }

    [Fact]
    public void A_client_that_is_held_is_told_with_the_time()
    {
        _journal.Held(7, TimeSpan.FromSeconds(1.5));

        AssertLogged(
            LogLevel.Debug,
            "Metrics client 7 is served as the Tauri desktop interface: it gets nothing for 1.5 s, then lines in its form");
    }

    [Fact]
    public void A_client_that_connects_is_told_with_its_process()
    {
        var name = File.ReadAllText($"/proc/{Environment.ProcessId}/comm").Trim();

        _journal.Connected(7, new(Environment.ProcessId, UserId: 0));

        AssertLogged(LogLevel.Debug, $"Metrics client 7 connected: process {name} ({Environment.ProcessId})");
    }

    [Fact]
    public void A_process_that_has_ended_is_told_by_its_number()
    {
        _journal.Connected(7, new(ProcessId: int.MaxValue, UserId: 0));

        AssertLogged(LogLevel.Debug, $"Metrics client 7 connected: process ({int.MaxValue})");
    }

    [Fact]
    public void A_full_buffer_names_itself_in_one_line()
    {
        var reached = new BufferLimitReachedException("a client's socket", limit: 10, current: 20);

        Assert.Equal("a client's socket: 20 bytes wait behind the 10 that it holds", reached.Message);
    }

    private void AssertLogged(LogLevel level, string text) => Assert.Equal([(level, text)], _logger.Lines);
}
