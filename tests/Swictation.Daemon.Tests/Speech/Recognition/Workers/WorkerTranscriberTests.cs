using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;
using static Swictation.Daemon.Tests.Speech.Recognition.Workers.FakeRecogniser;

namespace Swictation.Daemon.Tests.Speech.Recognition.Workers;

[Trait("Category", "Processes")]
public sealed class WorkerTranscriberTests : IDisposable
{
    private readonly FakeRecogniser _fake = new();

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task Segments_go_to_one_process_that_is_ready_before_the_first()
    {
        await using var transcriber = await _fake.StartAsync("ready; serve");

        Assert.Single(_fake.ProcessIds);
        Assert.Equal(new TranscriptionResult.Text("run 1, segment 1"), await RecogniseAsync(transcriber));
        Assert.Equal(new TranscriptionResult.Text("run 1, segment 2"), await RecogniseAsync(transcriber));
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_served_one_after_the_other()
    {
        await using var transcriber = await _fake.StartAsync("ready; serve");

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RecogniseAsync(transcriber)));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(n => $"run 1, segment {n}").Order(),
            results.Cast<TranscriptionResult.Text>().Select(text => text.Value).Order());
    }

    [Fact]
    public async Task Failure_that_the_recogniser_reports_itself_costs_no_restart()
    {
        await using var transcriber = await _fake.StartAsync(
            """ready; hear; echo '{"type":"failed","segment":1,"reason":"too \n loud"}'; serve""");

        Assert.Equal(new TranscriptionResult.Failed("too loud"), await RecogniseAsync(transcriber));
        Assert.Equal(new TranscriptionResult.Text("run 1, segment 2"), await RecogniseAsync(transcriber));
    }

    [Fact]
    public async Task After_a_cancellation_the_next_segment_is_recognised()
    {
        await using var transcriber = await _fake.StartAsync(
            "ready; if [ $run = 1 ]; then hear; exec sleep 600; fi; serve");
        using var cancellation = new CancellationTokenSource();

        var cancelled = RecogniseAsync(transcriber, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Assert.Equal(new TranscriptionResult.Text("run 2, segment 1"), await RecogniseAsync(transcriber));
    }

    [Fact]
    public async Task Recogniser_that_listens_to_a_cancellation_keeps_its_models()
    {
        await using var transcriber = await _fake.StartAsync(
            """
            ready; hear; touch heard.all
            while read -r line; do case $line in *'"cancel"'*'"segment":1'*) break;; esac; done
            echo '{"type":"failed","segment":1,"reason":"cancelled"}'; serve
            """);
        using var cancellation = new CancellationTokenSource();

        var cancelled = RecogniseAsync(transcriber, cancellationToken: cancellation.Token);
        await Eventually.IsTrueAsync(() => _fake.Has("heard.all"), "it has the segment");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Assert.Equal(new TranscriptionResult.Text("run 1, segment 2"), await RecogniseAsync(transcriber));
        Assert.Single(_fake.ProcessIds);
    }

    [Theory]
    [InlineData(false, "20000")]
    [InlineData(true, "8000 8000 4000")]
    public async Task Audio_comes_in_pieces_where_the_recogniser_gives_partial_texts_and_else_in_one(
        bool partials, string pieces)
    {
        var ready = partials ? "{\"type\":\"ready\",\"protocol\":1,\"partials\":true}" : "{\"type\":\"ready\",\"protocol\":1}";
        await using var transcriber = await _fake.StartAsync($"echo '{ready}'; serve");

        await RecogniseAsync(transcriber, samples: 10_000);

        Assert.Equal(pieces, string.Join(' ', _fake.Pieces));
    }

    [Fact]
    public async Task Recogniser_says_what_it_is()
    {
        var sha256 = new string('a', 64);
        await using var transcriber = await _fake.StartAsync(
            $$"""
            echo '{"type":"ready","protocol":1,"name":"my\nown","model":"m","sha256":"{{sha256}}","language":"de","settings":"a=1"}'
            serve
            """);

        await RecogniseAsync(transcriber);

        Assert.Equal(new Recogniser("my own", "m", sha256, "de", "a=1"), transcriber.Recogniser);
    }

    [Fact]
    public async Task Recogniser_may_say_more_of_itself_once_it_knows()
    {
        var sha256 = new string('a', 64);
        await using var transcriber = await _fake.StartAsync(
            $$"""
            echo '{"type":"ready","protocol":1,"name":"own"}'
            until [ -e known ]; do sleep 0.01; done
            echo '{"type":"ready","protocol":1,"name":"own","sha256":"{{sha256}}"}'
            serve
            """);
        Assert.Equal(new Recogniser("own"), transcriber.Recogniser);

        _fake.Make("known");

        await Eventually.IsTrueAsync(
            () => transcriber.Recogniser == new Recogniser("own", Sha256: sha256), "it is known before any segment");
        Assert.Equal(new TranscriptionResult.Text("run 1, segment 1"), await RecogniseAsync(transcriber));
    }

    [Fact]
    public async Task Recogniser_that_goes_on_about_itself_is_ended()
    {
        await using var transcriber = await _fake.StartAsync("ready; ready; [ $run = 1 ] && ready; serve");

        Assert.StartsWith(
            "the recogniser's answer is no reply",
            Assert.IsType<TranscriptionResult.Failed>(await RecogniseAsync(transcriber)).Reason,
            StringComparison.Ordinal);
        Assert.Equal(new TranscriptionResult.Text("run 2, segment 1"), await RecogniseAsync(transcriber));
    }

    [Theory]
    [InlineData("ready; serve")]
    [InlineData("ready; exec sleep 600")]
    [InlineData("trap '' TERM INT HUP; ready; while :; do sleep 600; done")]
    [InlineData("ready; hear; exit 1")]
    public async Task No_process_is_left_when_it_is_disposed(string script)
    {
        var transcriber = await _fake.StartAsync(script);
        if (script.EndsWith("exit 1", StringComparison.Ordinal)) await RecogniseAsync(transcriber);

        await transcriber.DisposeAsync();

        Assert.DoesNotContain(_fake.ProcessIds, IsAlive);
    }

    [Theory]
    [InlineData("exit 1", "model: is broken")]
    [InlineData("echo 'sound chip on fire' >&2; kill -SEGV $$", "model: is broken (sound chip on fire)")]
    [InlineData("""echo '{"type":"refused","thing":"/model","reason":"has no words"}'; exit 1""", "/model: has no words")]
    [InlineData("echo hello", "model: the recogniser's first line is no reply: hello")]
    [InlineData("n=1; say words", "model: the recogniser's first line is no reply: {\"type\":\"text\",\"segment\":1,\"text\":\"words\"}")]
    [InlineData("""echo '{"type":"ready"}'""", "model: the recogniser's first line is no reply: {\"type\":\"ready\"}")]
    [InlineData(
        """echo '{"type":"ready","protocol":2}'""",
        "model: speaks version 2 of the worker protocol; this daemon speaks 1")]
    public async Task Recogniser_that_cannot_be_started_says_why_in_one_line(string script, string message)
    {
        var error = await Assert.ThrowsAsync<TranscriberException>(() => _fake.StartAsync(script));

        Assert.Equal(message, error.Message);
        Assert.DoesNotContain(_fake.ProcessIds, IsAlive);
        Assert.Empty(_fake.Warnings);
    }

    [Fact]
    public async Task Recogniser_that_is_never_ready_is_given_up()
    {
        var clock = new FakeClock();
        using var fake = new FakeRecogniser
        {
            Limits = _fake.Limits with { Start = TimeSpan.FromSeconds(0.5) },
            Time = clock,
        };

        var starting = fake.StartAsync("exec sleep 600");
        await Eventually.IsTrueAsync(() => fake.ProcessIds.Length > 0, "it is started");
        await Eventually.IsTrueAsync(
            () =>
            {
                clock.Advance(fake.Limits.End);
                return starting.IsCompleted;
            },
            "it is given up");
        var error = await Assert.ThrowsAsync<TranscriberException>(() => starting);

        Assert.Equal("model: was not loaded within 0.5 s; try again when there is less to do", error.Message);
        Assert.DoesNotContain(fake.ProcessIds, IsAlive);
    }

    [Fact]
    public async Task Program_that_there_is_not_is_named()
    {
        var command = new RecogniserCommand("/no/such/program", [], "model", "is broken");

        var error = await Assert.ThrowsAsync<TranscriberException>(
            () => WorkerTranscriber.StartAsync(command, _fake.Limits, TimeProvider.System, _fake.Log));

        Assert.StartsWith("/no/such/program: cannot be started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_error_is_logged_but_only_a_little_for_each_segment()
    {
        await using (var transcriber = await _fake.StartAsync(
            """
            echo early >&2
            ready
            while hear; do
                for i in {1..50}; do printf "line %d\a\n" $i >&2; done
                say words
            done
            """))
        {
            await RecogniseAsync(transcriber);
            // The other lines come over another pipe than the answer.
            await Eventually.IsTrueAsync(() => _fake.Warnings.Length >= 20, "the lines are logged");
            await RecogniseAsync(transcriber);
        }

        Assert.EndsWith("): early", _fake.Warnings[0], StringComparison.Ordinal);
        Assert.EndsWith("): line 1", _fake.Warnings[1], StringComparison.Ordinal);
        Assert.InRange(_fake.Warnings.Length, 30, 62);
        Assert.Contains(_fake.Warnings, line => line.Contains("more lines left out", StringComparison.Ordinal));
    }
}
