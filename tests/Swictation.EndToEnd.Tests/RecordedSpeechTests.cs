using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class RecordedSpeechTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Five_sentences_are_recognised_stored_and_sent()
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences, pauseS: 1);
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{speech}?pace=max", "--exit-at-end");
        using var client = await daemon.ConnectAsync();

        await daemon.CommandAsync("start");
        var lines = await client.ReadLinesToEndAsync();
        var exitCode = await daemon.ExitAsync();

        var reference = string.Join(' ', LibriVox.Sentences.Select(sentence => sentence.Text));
        var texts = daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq");
        var measured = WordErrorRate.Measure(reference, string.Join(' ', texts));
        output.WriteLine($"word error rate {measured.Rate:P1}, words in order {measured.ShareInOrder:P1}");
        output.WriteLine(string.Join('\n', texts));
        Assert.Equal(0, exitCode);
        Assert.True(measured.ShareInOrder >= 0.55, $"{measured.ShareInOrder:P1} of the words came in order");
        Assert.Equal(texts.Count, lines.Count(line => line.Contains("\"transcription\"", StringComparison.Ordinal)));
        Assert.Contains("\"state\":\"idle\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_of_a_segment_are_measured()
    {
        var speech = _directory.File("speech.wav");
        var sentence = LibriVox.Sentences[1];
        LibriVox.Join(speech, [sentence], pauseS: 1);
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{speech}", "--record", "--exit-at-end");

        Assert.Equal(0, await daemon.ExitAsync());

        var segment = Assert.Single(daemon.Query<Segment>(
            """
            SELECT duration_s AS DurationS, words AS Words, wpm AS Wpm, stt_latency_ms AS SttLatencyMs, total_latency_ms AS TotalLatencyMs
            FROM segments
            """));
        Assert.InRange(segment.DurationS, sentence.DurationS * 0.6, sentence.DurationS);
        Assert.Equal(segment.Words * 60 / segment.DurationS, segment.Wpm, tolerance: 1);
        // The end of a sentence is only known after the silence behind it.
        Assert.True(segment.TotalLatencyMs >= segment.SttLatencyMs);
        Assert.True(segment.SttLatencyMs > 0);
    }

    [Theory]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    [InlineData("SIGHUP")]
    [InlineData("quit")]
    public async Task What_was_heard_before_the_daemon_is_told_to_end_is_transcribed_first(string how)
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences, pauseS: 0.2);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, $"file:{speech}", "--record");
        using var client = await daemon.ConnectAsync();

        // In the middle of a sentence: nothing of it has been recognised yet.
        await client.ReadUntilItLastsAsync(seconds: 2);
        if (how == "quit")
            await daemon.CommandAsync("quit");
        else
            daemon.Signal(how);
        var lines = await client.ReadLinesToEndAsync();

        Assert.Equal(0, await daemon.ExitAsync());
        var told = string.Join('\n', lines);
        Assert.Contains("\"transcription\"", told, StringComparison.Ordinal);
        Assert.Matches("(?s)\"processing\".*\"transcription\".*\"session_end\".*\"state_change\",\"state\":\"idle\"", told);
        Assert.False(File.Exists(daemon.MetricsSocket) || File.Exists(daemon.IpcSocket));
    }

    [Fact]
    public async Task A_second_interrupt_ends_at_once_what_takes_too_long()
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, Enumerable.Repeat(LibriVox.Sentences, 6).SelectMany(all => all), pauseS: 0.7);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, $"file:{speech}?pace=max", "--record");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("\"transcription\"");

        daemon.Signal("SIGINT");
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"processing\"");
        daemon.Signal("SIGINT");

        Assert.Equal(128 + 2, await daemon.ExitAsync());
        Assert.EndsWith("is transcribed at the next start\n", daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toggle_to_stop_answers_at_once_and_what_is_left_is_transcribed_afterwards()
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences, pauseS: 0.2);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, $"file:{speech}", "--record");
        using var client = await daemon.ConnectAsync();
        await client.ReadUntilItLastsAsync(seconds: 2);

        var reply = await daemon.CommandAsync("toggle");
        var lines = await client.ReadLinesUntilAsync("\"session_end\"");

        Assert.Contains("\"status\":\"success\"", reply, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"processing\"", reply, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("\"transcription\"", StringComparison.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    private sealed class Segment
    {
        public double DurationS { get; init; }

        public long Words { get; init; }

        public double Wpm { get; init; }

        public double SttLatencyMs { get; init; }

        public double TotalLatencyMs { get; init; }
    }
}
