using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A daemon that is killed while somebody speaks.</summary>
public sealed class SpeechCrashTests : IDisposable
{
    private static readonly LibriVoxSentence Sentence = LibriVox.Sentences.MinBy(sentence => sentence.DurationS)!;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("0", "recovered")]
    [InlineData("30", "open")]
    public async Task Sentence_that_was_being_spoken_when_the_daemon_was_killed_is_in_the_transcript_after_the_restart(
        string resumeWindow, string end)
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, [Sentence], pauseS: 60);
        long killedAtUs;
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, $"file:{speech}", "--record"))
        {
            // Nearly all of it is spoken, and nothing recognised: the segmenter does not know yet that it is over.
            await Eventually.IsTrueAsync(() => StoredS(killed) >= Sentence.DurationS * 0.9, "most of it is stored");
            await killed.KillAsync();
            killedAtUs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            Assert.Empty(killed.Query<string>("SELECT text FROM transcripts"));
        }

        // What the second daemon listens to is silent.
        var silence = _directory.File("silence.wav");
        WavFile.Write(silence, new short[60 * 16_000]);
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{silence}", "--resume-window", resumeWindow);
        await Eventually.IsTrueAsync(
            () => daemon.Query<string>("SELECT text FROM transcripts").Count > 0, "it is transcribed");
        await daemon.LogsAsync("of the last daemon are done");

        var text = Assert.Single(daemon.Query<string>("SELECT text FROM transcripts WHERE session_id = 1"));
        var measured = WordErrorRate.Measure(Sentence.Text, text);
        Assert.True(measured.ShareInOrder >= 0.4, $"of '{Sentence.Text}' came '{text}'");
        Assert.Equal(1, Assert.Single(daemon.Query<long>(
            $"SELECT at_us <= {killedAtUs} FROM events WHERE type = 'transcription'")));
        Assert.True(Assert.Single(daemon.Query<double>(
            "SELECT body ->> '$.times[0]' FROM events WHERE type = 'segment_measured'")) < Sentence.DurationS);
        var status = await daemon.CommandAsync("status");
        Assert.Contains("\"recovered_segments\":1", status, StringComparison.Ordinal);
        if (end == "recovered")
        {
            await Eventually.IsTrueAsync(() => EndReason(daemon) == end, "the session is closed");
            Assert.Equal(
                "transcription,session_end",
                Assert.Single(daemon.Query<string>(
                    """
                    SELECT group_concat(type) FROM (
                        SELECT type FROM events WHERE type IN ('transcription', 'session_end') ORDER BY seq)
                    """)));
            Assert.Empty(Directory.GetFiles(daemon.Database + "-audio", "*.wav"));
        }
        else
        {
            Assert.Contains("\"state\":\"recording\"", status, StringComparison.Ordinal);
        }
    }

    // Bytes are counted, not what the header says.
    private static double StoredS(DaemonProcess daemon)
    {
        var place = new DirectoryInfo(daemon.Database + "-audio");
        return place.Exists ? place.EnumerateFiles("*.wav").Sum(file => file.Length - 44) / 32_000.0 : 0;
    }

    private static string? EndReason(DaemonProcess daemon) =>
        Assert.Single(daemon.Query<string?>("SELECT end_reason FROM sessions WHERE id = 1"));
}
