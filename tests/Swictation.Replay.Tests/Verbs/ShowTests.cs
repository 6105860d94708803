using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Storage.Audio;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ShowTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Session_is_shown_with_its_transcript_one_segment_a_line()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "last", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """
            Session   2
            Started   2026-03-01 10:00:00
            Ended     2026-03-01 10:00:12
            Duration  12.0 s
            Dictated  9 words in 3 segments

            10:00:01  to be
            10:00:03  Äpfel, "quoted" 🙂
            10:00:09  that is the question

            """,
            result.Output);
    }

    [Fact]
    public async Task What_recognised_a_session_is_shown_once_each_in_order()
    {
        await _log.AppendAsync(RecordedLog.RecognisedSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.Contains(
            """
            Dictated  9 words in 3 segments
            By        whisper, /opt/base.bin, language de, threads=4, sha256 aaaaaaaaaaaa
            then by   server, big one

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_what_recognised_a_session_from_when_on()
    {
        await _log.AppendAsync(RecordedLog.RecognisedSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        var shown = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal("server", shown.GetProperty("session").GetProperty("recogniser").GetProperty("name").GetString());
        var used = shown.GetProperty("recognisers").EnumerateArray().ToList();
        Assert.Equal(
            ["2026-03-01T09:00:00.000000Z", "2026-03-01T09:00:03.000000Z"],
            used.Select(one => one.GetProperty("at").GetString()));
        Assert.Equal(new string('a', 64), used[0].GetProperty("recogniser").GetProperty("sha256").GetString());
        Assert.False(used[1].GetProperty("recogniser").TryGetProperty("sha256", out _));
    }

    [Fact]
    public async Task Open_session_is_shown_with_what_it_has_so_far()
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OpenSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.Contains("Ended     still open\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("09:00:09  that is the question\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_session_without_a_daemon_is_interrupted_by_whatever_name_the_log_is_reached(bool isLink)
    {
        await _log.AppendAsync(RecordedLog.OpenSession());
        var path = isLink ? _log.File("link.db") : _log.Path;
        if (isLink) File.CreateSymbolicLink(path, _log.Path);

        var shown = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", path);
        var listed = await ReplayTool.RunAsync(_log.Directory, "list", "--db", path);
        await using var daemon = _log.Open();
        var listedBeside = await ReplayTool.RunAsync(_log.Directory, "list", "--db", path);

        Assert.Contains("Ended     interrupted: no daemon runs; ", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith("  interrupted\n", listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("  open\n", listedBeside.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_text_is_shown_in_its_place_with_the_command_that_transcribes_it()
    {
        await _log.AppendAsync(RecordedLog.FailingSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.EndsWith(
            $"""
            Dictated  5 words in 2 segments, 60 words a minute
            No text   2 segments; to transcribe them, while a daemon runs: swictation-replay retry 1 --db {_log.Path}

            09:00:00  to be
            09:00:05  [no text for 1.3 s of speech: the recogniser was not done after 1 s]
            09:00:05  [off the record]
            09:00:13  [no text for 1.3 s of speech: the recogniser was not done after 1 s]

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_what_has_no_text_and_what_is_known_of_the_others()
    {
        await _log.AppendAsync(RecordedLog.FailingSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        var shown = JsonDocument.Parse(result.Output).RootElement;
        var said = shown.GetProperty("transcripts").EnumerateArray().ToList();
        Assert.Equal(0.875, said[0].GetProperty("confidence").GetDouble());
        Assert.Equal([0.75, 1], said[0].GetProperty("word_confidences").EnumerateArray().Select(w => w.GetDouble()));
        Assert.False(said[0].GetProperty("off_the_record").GetBoolean());
        Assert.True(said[1].GetProperty("off_the_record").GetBoolean());
        Assert.False(said[1].TryGetProperty("confidence", out _));
        var missing = shown.GetProperty("without_text").EnumerateArray().ToList();
        Assert.Equal([3, 10], missing.Select(segment => segment.GetProperty("start_s").GetDouble()));
        Assert.Equal([2, 1], missing.Select(segment => segment.GetProperty("attempts").GetInt32()));
        Assert.Equal([true, false], missing.Select(segment => segment.GetProperty("audio_kept").GetBoolean()));
        Assert.Equal("2026-03-01T09:00:05.000000Z", missing[0].GetProperty("at").GetString());
        Assert.Equal(1.25, missing[0].GetProperty("duration_s").GetDouble());
        Assert.Equal("the recogniser was not\ndone after 1 s", missing[0].GetProperty("reason").GetString());
        Assert.Equal($"swictation-replay retry 1 --db {_log.Path}", shown.GetProperty("retry").GetString());
    }

    [Fact]
    public async Task Where_nothing_could_be_heard_it_says_so()
    {
        await _log.AppendAsync(GappySession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.EndsWith(
            """

            09:00:00  to be
            09:00:04  [nothing was heard for 3.5 s: unplugged]
            09:00:04  [nothing but silence for 6.0 s]
            09:00:15  [2.0 s of speech are not transcribed: too slow]
            09:00:17  that is it
            09:00:30  [nothing was heard for 4.0 s: unplugged again]
            09:00:40  [nothing is heard since then: unplugged once more; plug it in]

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_gaps()
    {
        await _log.AppendAsync(GappySession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        var gaps = JsonDocument.Parse(result.Output).RootElement.GetProperty("gaps").EnumerateArray().ToList();
        Assert.Equal(
            ["interrupted", "silent", "dropped", "interrupted", "interrupted"],
            gaps.Select(gap => gap.GetProperty("kind").GetString()));
        Assert.Equal([3, 4, 12, 25, 26], gaps.Select(gap => gap.GetProperty("start_s").GetDouble()));
        Assert.Equal([3.5, 6, 2, 4], gaps.Take(4).Select(gap => gap.GetProperty("duration_s").GetDouble()));
        Assert.False(gaps[4].TryGetProperty("duration_s", out _));
        Assert.Equal(("unplugged; plug it in", "2026-03-01T09:00:04.000000Z"), (
            gaps[0].GetProperty("reason").GetString(), gaps[0].GetProperty("at").GetString()));
    }

    [Fact]
    public async Task Audio_that_waits_to_be_transcribed_is_told_when_the_session_is_over()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var store = new AudioStore(_log.Path, AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        using (var writer = store.Begin(new(1))) writer.Write(16_000, new short[24_000]);

        var text = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);
        var json = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        Assert.Contains(
            "\nWaiting   up to 1.5 s of audio; to transcribe it, start swictation-daemon", text.Output, StringComparison.Ordinal);
        Assert.Equal(1.5, JsonDocument.Parse(json.Output).RootElement.GetProperty("waiting_audio_s").GetDouble());
    }

    [Fact]
    public async Task Time_without_a_daemon_is_a_gap_and_silence_ends_where_the_microphone_is_lost()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            new SessionStart(session, RecordedLog.At(0)),
            new AudioSilent(session, RecordedLog.At(8), 3, Reason.Worded("muted?")),
            new AudioInterrupted(session, RecordedLog.At(9), 9, Reason.Worded("unplugged")),
            new AudioResumed(session, RecordedLog.At(10), 10, 1),
            new SessionRecovered(session, RecordedLog.At(25), Resumed: true, RecordedLog.At(20)),
        ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.EndsWith(
            """

            09:00:08  [nothing but silence for 6.0 s]
            09:00:09  [nothing was heard for 1.0 s: unplugged]
            09:00:20  [nothing was heard for 5.0 s: the daemon had ended and was started again]

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_that_is_too_loud_or_too_quiet_is_noted_where_it_was()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            new SessionStart(session, RecordedLog.At(0)),
            new AudioLevel(session, RecordedLog.At(12), 2, SoundLevelName.Clipping),
            new AudioLevel(session, RecordedLog.At(32), 32, SoundLevelName.Good),
            new AudioLevel(session, RecordedLog.At(52), 42, SoundLevelName.Quiet),
        ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.EndsWith(
            """

            09:00:02  [the microphone is too loud for 30.0 s]
            09:00:42  [since then: the microphone gives hardly any sound; turn its level up]

            """,
            result.Output,
            StringComparison.Ordinal);
    }

    // What was given up at 14 s was transcribed after all.
    private static IEnumerable<SessionEvent> GappySession()
    {
        var session = new SessionId(1);
        return
        [
            new SessionStart(session, RecordedLog.At(0)),
            RecordedLog.Segment(session, RecordedLog.At(2), "to be"),
            new SegmentMeasured(session, RecordedLog.At(2), 1, 1, 0, 0),
            new AudioInterrupted(session, RecordedLog.At(4), 3, Reason.Worded("unplugged; plug it in")),
            new AudioResumed(session, RecordedLog.At(7.5), 3, 3.5),
            new AudioSilent(session, RecordedLog.At(9), 4, Reason.Worded("it is silent; is it muted?")),
            new AudioSounding(session, RecordedLog.At(10), 10, 6),
            new AudioDropped(session, RecordedLog.At(15), 12, 2, Reason.Worded("too slow")),
            new AudioDropped(session, RecordedLog.At(15), 14, 2, Reason.Worded("too slow")),
            RecordedLog.Segment(session, RecordedLog.At(20), "that is it"),
            new SegmentMeasured(session, RecordedLog.At(20), 14, 2, 0, 0),
            new AudioInterrupted(session, RecordedLog.At(30), 25, Reason.Worded("unplugged again")),
            new SessionPaused(session, RecordedLog.At(34)),
            new PauseEnded(session, RecordedLog.At(40), 6),
            new AudioInterrupted(session, RecordedLog.At(40), 26, Reason.Worded("unplugged once more; plug it in")),
        ];
    }

    [Fact]
    public async Task Json_has_the_text_as_it_was_recognised()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        var shown = JsonDocument.Parse(result.Output).RootElement;
        var last = shown.GetProperty("transcripts").EnumerateArray().Last();
        Assert.Equal(1, shown.GetProperty("session").GetProperty("id").GetInt64());
        Assert.Equal("that is\nthe question", last.GetProperty("text").GetString());
        Assert.Equal("2026-03-01T09:00:10.000000Z", last.GetProperty("at").GetString());
        Assert.Equal(1772355610, last.GetProperty("timestamp").GetDouble());
    }
}
