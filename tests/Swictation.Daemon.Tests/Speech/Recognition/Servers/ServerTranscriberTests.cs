using System.Text;
using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Daemon.Speech.Recognition.Servers;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition.Servers;

/// <summary>Whatever a server does with a segment, there is an outcome that names it, and no secret in it.</summary>
public sealed class ServerTranscriberTests
{
    private const string Key = "sk-very-secret";

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Segment_is_posted_in_OpenAIs_form_and_its_text_comes_back()
    {
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync("200 OK", """{"text":" grüße\n an alle "}"""));

        var result = await RecogniseAsync($"{peer.Url}?model=big%20one&language=de&prompt=Swictation%2C%20SQLite");

        Assert.Equal(new TranscriptionResult.Text("grüße an alle"), result);
        var request = Assert.Single(peer.Requests);
        Assert.Equal("POST /v1/audio/transcriptions HTTP/1.1", request.Line);
        Assert.Equal($"Bearer {Key}", request.Headers["Authorization"]);
        Assert.StartsWith("multipart/form-data; boundary=", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("name=\"model\"\r\n\r\nbig one\r\n", request.Form, StringComparison.Ordinal);
        Assert.Contains("name=\"language\"\r\n\r\nde\r\n", request.Form, StringComparison.Ordinal);
        Assert.Contains("name=\"prompt\"\r\n\r\nSwictation, SQLite\r\n", request.Form, StringComparison.Ordinal);
        Assert.Contains("name=\"response_format\"\r\n\r\njson\r\n", request.Form, StringComparison.Ordinal);
        var wav = Encoding.Latin1.GetString(WavBytes.Of(Samples));
        Assert.Contains(
            $"name=\"file\"; filename=\"segment.wav\"\r\nContent-Type: audio/wav\r\n\r\n{wav}\r\n--",
            request.Form,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK", "", "application/json", "answered with what is no JSON")]
    [InlineData("200 OK", "{\"text\":", "application/json", "answered with what is no JSON")]
    [InlineData("200 OK", "{\"words\":[]}", "application/json", "answered without a text")]
    [InlineData("200 OK", "null", "application/json", "answered without a text")]
    [InlineData("200 OK", "{\"text\":\"secret words\"}", "text/html", "answered text/html, not application/json")]
    [InlineData("401 Unauthorized", "{\"error\":\"sk-very-secret\"}", "application/json", "wants another key (401)")]
    [InlineData("403 Forbidden", "", "text/plain", "wants another key (403)")]
    [InlineData("404 Not Found", "", "text/plain", "has no /v1/audio/transcriptions, or no model 'whisper-1' (404)")]
    [InlineData("413 Too Large", "", "text/plain", "takes no segment of this length (413)")]
    [InlineData("400 Bad Request", "secret words", "text/plain", "did not take the segment (400)")]
    public async Task Answer_that_another_attempt_would_not_change_is_a_failure_at_once(
        string status, string body, string type, string reason)
    {
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync(status, body, type));

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url));

        Assert.StartsWith($"{peer.Url} {reason}", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
        Assert.Single(peer.Requests);
    }

    [Theory]
    [InlineData("500 Internal Server Error", "failed (500)")]
    [InlineData("503 Service Unavailable", "failed (503)")]
    [InlineData("429 Too Many Requests", "wants fewer requests (429)")]
    public async Task Failure_that_may_pass_is_tried_three_times(string status, string reason)
    {
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync(status, "", "text/plain"));

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url));

        Assert.Equal($"{peer.Url} {reason}", failed.Reason);
        Assert.Equal(3, peer.Requests.Count);
    }

    [Fact]
    public async Task Failure_that_has_passed_costs_nothing()
    {
        await using var peer = new HttpPeer((number, request) => number == 1
            ? request.AnswerAsync("500 Internal Server Error", "")
            : request.AnswerAsync("200 OK", """{"text":"words","usage":{"seconds":1}}"""));

        Assert.Equal(new TranscriptionResult.Text("words"), await RecogniseAsync(peer.Url));
    }

    [Fact]
    public async Task Server_that_wants_a_pause_gets_it_and_one_that_wants_a_long_one_is_left_alone()
    {
        await using var peer = new HttpPeer((number, request) => number == 2
            ? request.AnswerAsync("200 OK", """{"text":"words"}""")
            : request.AnswerAsync("429 Too Many Requests", "", headers: $"Retry-After: {(number == 1 ? 7 : 60)}\r\n"));
        var startedAt = _clock.GetTimestamp();

        Assert.Equal(new TranscriptionResult.Text("words"), await RecogniseAsync(peer.Url));
        var waited = _clock.GetElapsedTime(startedAt);
        Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url));

        Assert.InRange(waited.TotalSeconds, 7, 8);
        Assert.Equal(3, peer.Requests.Count);
    }

    [Fact]
    public async Task Server_that_does_not_run_is_named()
    {
        var url = HttpPeer.UnusedUrl();

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(url));

        Assert.Equal($"{url} cannot be reached (Connection refused); is it running?", failed.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"text\":\"wo")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Ty")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task Connection_that_is_lost_on_the_way_is_tried_again(string sent)
    {
        await using var peer = new HttpPeer((number, request) => number == 1
            ? request.SendAsync(sent)
            : request.AnswerAsync("200 OK", """{"text":"words"}"""));

        Assert.Equal(new TranscriptionResult.Text("words"), await RecogniseAsync(peer.Url));
        Assert.Equal(2, peer.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: appl")]
    public async Task Server_that_hangs_or_stops_in_its_answer_is_given_up_when_the_time_is_up(string sent)
    {
        using var limit = new CancellationTokenSource();
        await using var peer = new HttpPeer(async (_, request) =>
        {
            await request.SendAsync(sent);
            await limit.CancelAsync();
            await request.WaitForTheEndAsync();
        });

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url, limit.Token));

        Assert.Equal($"{peer.Url} did not answer in time", failed.Reason);
    }

    [Fact]
    public async Task Answer_that_drips_is_given_up_when_the_time_is_up()
    {
        using var limit = new CancellationTokenSource();
        await using var peer = new HttpPeer(async (_, request) =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
            for (var i = 0; i < 100; i++) await request.SendAsync(" ");
            await limit.CancelAsync();
            await request.WaitForTheEndAsync();
        });

        Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url, limit.Token));
    }

    [Fact]
    public async Task Answer_without_an_end_is_read_no_further_than_a_text_can_go()
    {
        await using var peer = new HttpPeer(async (_, request) =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            var much = new string(' ', 100_000);
            try
            {
                while (true) await request.SendAsync(much);
            }
            catch (IOException)
            {
                return; // It is not read any more.
            }
        });

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url));

        Assert.Equal($"{peer.Url} answered more than 262144 bytes; that is no text of one segment", failed.Reason);
    }

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":" \n "}""")]
    public async Task Text_without_words_is_silence(string body)
    {
        await using var peer = new HttpPeer(
            (_, request) => request.AnswerAsync("200 OK", body, "application/json; charset=utf-8"));

        Assert.IsType<TranscriptionResult.Silence>(await RecogniseAsync(peer.Url));
    }

    [Fact]
    public async Task Redirection_is_not_followed()
    {
        await using var elsewhere = new HttpPeer((_, request) => request.AnswerAsync("200 OK", """{"text":"words"}"""));
        await using var peer = new HttpPeer((_, request) =>
            request.AnswerAsync("307 Temporary Redirect", "", headers: $"Location: {elsewhere.Url}/\r\n"));

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(peer.Url));

        Assert.Contains("sends elsewhere (307)", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    private static short[] Samples => [.. Enumerable.Range(0, 1_600).Select(i => (short)i)];

    // The waits between attempts pass at once.
    private async Task<TranscriptionResult> RecogniseAsync(string server, CancellationToken cancellationToken = default)
    {
        await using var transcriber = ServerTranscriber.Open(ServerSpec.Parse(server)!, allowsRemote: false, Key, _clock);
        var recognising = transcriber.TranscribeAsync(new(Samples, 0, Samples.Length, 0), cancellationToken);
        await Eventually.IsTrueAsync(
            () =>
            {
                if (_clock.ArmedTimers > 0) _clock.Advance(TimeSpan.FromSeconds(0.5));
                return recognising.IsCompleted;
            },
            "the segment has an outcome");
        return await recognising;
    }
}
