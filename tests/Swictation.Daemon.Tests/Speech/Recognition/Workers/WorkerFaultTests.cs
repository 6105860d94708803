using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Recognition;
using Swictation.Testing;
using static Swictation.Daemon.Tests.Speech.Recognition.Workers.FakeRecogniser;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

/// <summary>
/// Whatever a recogniser does to one segment, there is an outcome in time, and the next one is recognised.
/// </summary>
[Trait("Category", "Processes")]
public sealed class WorkerFaultTests : IDisposable
{
    private readonly FakeRecogniser _fake = new();

    public static TheoryData<string, string, string> Faults => new()
    {
        { "crashes", "hear; kill -SEGV $$", "(signal 11)" },
        { "crashes before it has heard all", "head -c 3 > heard; kill -KILL $$", "(signal 9)" },
        { "ends", "hear; exit 3", "(exit code 3)" },
        { "closes its output", "hear; exec >&-; exec sleep 600", "(it closed its output)" },
        { "stops in the middle of a reply", """hear; printf '{"type":"text","segment":1,"te'; exit 0""", "no reply: {\"type\":\"text\",\"segment\":1,\"te" },
        { "prints what is no JSON", "hear; echo 'I heard words'", "no reply: I heard words" },
        { "prints bytes that are no text", @"hear; printf '{""type"":""text"",""segment"":1,""text"":""\xff\xfe""}\n'", "no reply: " },
        { "prints lines without an end", "hear; head -c 200000 /dev/zero; exec sleep 600", "no reply" },
        { "answers another segment", "hear; n=7; say words", "no reply: {\"type\":\"text\",\"segment\":7" },
        { "answers with a request", """hear; echo '{"type":"begin","segment":1}'""", "no reply: " },
        { "answers what it has not heard", "n=1; exec <&-; say words; exec sleep 600", "without having heard" },
    };

    public void Dispose() => _fake.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Recogniser_that_fails_is_started_again(string what, string script, string reason)
    {
        // Longer than a pipe holds where it is not read to the end.
        var samples = what.StartsWith("answers what", StringComparison.Ordinal) ? 100_000 : Samples;
        await using var transcriber = await _fake.StartAsync($"ready; if [ $run = 1 ]; then {script}; fi; serve");

        var failed = Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(transcriber, samples));
        var next = await RecogniseAsync(transcriber);

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Reason);
        Assert.Equal(new TranscriptionResult.Text("run 2, segment 1"), next);
        Assert.Contains(
            _fake.Warnings,
            line => line.Contains($"is started again, in 0 s: {failed.Reason}", StringComparison.Ordinal));
        Assert.False(IsAlive(_fake.ProcessIds[0]));
    }

    [Theory]
    [InlineData("hear; exec sleep 600")]
    [InlineData("trap '' TERM INT HUP; hear; while :; do sleep 1; done")]
    [InlineData("hear; while :; do :; done")]
    [InlineData("exec sleep 600", 100_000)]
    [InlineData("hear; while :; do echo nonsense >&2; done")]
    public async Task Recogniser_that_hangs_is_killed_after_its_time(string script, int samples = Samples)
    {
        var clock = new FakeClock();
        using var fake = new FakeRecogniser
        {
            Limits = _fake.Limits with { Recognition = TimeSpan.FromSeconds(0.5) },
            Time = clock,
        };
        await using var transcriber = await fake.StartAsync($"ready; if [ $run = 1 ]; then {script}; fi; serve");

        var recognising = RecogniseAsync(transcriber, samples);
        await Eventually.IsTrueAsync(
            () =>
            {
                clock.Advance(fake.Limits.End);
                return recognising.IsCompleted && !IsAlive(fake.ProcessIds[0]);
            },
            "it is given up and killed");
        var failed = Assert.IsType<TranscriptionResult.Failed>(await recognising);
        var next = await RecogniseAsync(transcriber);

        Assert.Equal("the recogniser was not done after 0.5 s", failed.Reason);
        Assert.Equal(new TranscriptionResult.Text("run 2, segment 1"), next);
    }

    [Fact]
    public async Task Recogniser_that_is_slow_is_waited_for()
    {
        await using var transcriber = await _fake.StartAsync("ready; hear; sleep 0.4; say words; serve");

        Assert.Equal(new TranscriptionResult.Text("words"), await RecogniseAsync(transcriber));
        Assert.Empty(_fake.Warnings);
    }

    [Fact]
    public async Task Second_answer_to_a_segment_is_passed_over()
    {
        await using var transcriber = await _fake.StartAsync("ready; hear; say first; say again; say again; serve");

        Assert.Equal(new TranscriptionResult.Text("first"), await RecogniseAsync(transcriber));
        Assert.Equal(new TranscriptionResult.Text("run 1, segment 2"), await RecogniseAsync(transcriber));
    }

    [Fact]
    public async Task Words_that_may_still_change_are_no_answer()
    {
        await using var transcriber = await _fake.StartAsync(
            """ready; hear; echo '{"type":"partial","segment":1,"text":"wo"}'; say words; serve""");

        Assert.Equal(new TranscriptionResult.Text("words"), await RecogniseAsync(transcriber));
        Assert.Empty(_fake.Warnings);
    }

    [Fact]
    public async Task Recogniser_that_ended_between_two_segments_is_no_failure_of_the_next()
    {
        await using var transcriber = await _fake.StartAsync("ready; hear; say words; [ $run = 1 ] || serve");
        await RecogniseAsync(transcriber);
        // Only once its exit code is asked for does this process know.
        await Eventually.IsTrueAsync(() => !Directory.Exists($"/proc/{_fake.ProcessIds[0]}"), "its end is known");

        var next = await RecogniseAsync(transcriber);

        Assert.Equal(new TranscriptionResult.Text("words"), next);
        Assert.Equal(2, _fake.ProcessIds.Length);
    }

    [Fact]
    public async Task Recogniser_that_cannot_be_started_again_fails_segments_until_it_can()
    {
        await using var transcriber = await _fake.StartAsync("ready; hear; exit 1");
        _fake.Write("echo 'no memory left' >&2; exit 1");

        await RecogniseAsync(transcriber);
        var refused = await RecogniseAsync(transcriber);
        _fake.Write("ready; serve");
        var results = new List<TranscriptionResult>();
        while (results.LastOrDefault() is not TranscriptionResult.Text && results.Count < 10)
            results.Add(await RecogniseAsync(transcriber));

        Assert.Equal(
            new TranscriptionResult.Failed("the recogniser cannot be started: model: is broken (no memory left)"),
            refused);
        Assert.IsType<TranscriptionResult.Text>(results[^1]);
    }

    [Fact]
    public void Restarts_in_a_row_come_ever_later_but_never_later_than_after_ten_seconds()
    {
        var limits = new WorkerLimits();
        var waits = Enumerable.Range(1, 20).Select(failures => limits.WaitBeforeRestart(failures).TotalSeconds);

        Assert.Equal([0, 1, 2, 4, 8, .. Enumerable.Repeat(10, 15)], waits);
    }

    [Theory]
    [InlineData(0.5, null, 30)]
    [InlineData(20, null, 200)]
    [InlineData(20, 2.5, 2.5)]
    public void Time_limit_follows_the_length_of_the_segment_unless_it_is_given(
        double lengthS, double? givenS, double limitS)
    {
        var limits = new WorkerLimits { Recognition = givenS is { } given ? TimeSpan.FromSeconds(given) : null };

        Assert.Equal(limitS, limits.ForSegment(TimeSpan.FromSeconds(lengthS)).TotalSeconds);
    }
}
