using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>How long forgetting takes, and what it costs appends (docs/performance.md).</summary>
[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
public sealed class ForgettingSpeedTests : IAsyncDisposable
{
    /// <summary>How many sentences the log has; 1,000,000 for the figures in the document.</summary>
    private const string Variable = "SWICTATION_TEST_SENTENCES";

    private const int InSession = 1_000;

    // Where nothing is judged, as much as shows that it works.
    private static readonly int Rounds = QuietMachine.IsPromised ? 4 : 1;
    private static readonly int CommitsInRound = QuietMachine.IsPromised ? 500 : 100;

    private static readonly int Sentences = int.Parse(
        Environment.GetEnvironmentVariable(Variable) ?? (QuietMachine.IsPromised ? "20000" : "12000"), CultureInfo.InvariantCulture);

    private readonly TemporaryDirectory _directory = new();
    private readonly EventFaker _faker = new(seed: 19);
    private readonly SqliteEventLog _log;

    public ForgettingSpeedTests() => _log = SqliteEventLog.Open(
        new(_directory.File("metrics.db")) { Durability = Durability.Full },
        new CommitNotice(),
        TimeProvider.System,
        NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Forgetting_takes_its_time_and_appends_hardly_notice()
    {
        Fill();
        await Eventually.IsTrueAsync(() => _log.ReadModelLag == 0, "the read models are level");
        var head = _log.Reader.Head;

        // What is compiled at first has no place in the figures: native executables compile nothing.
        if (QuietMachine.IsPromised) await ForgetAsync(50, 50);

        // One sentence each, alternating with as many commits without.
        var (alone, meanwhile) = (new List<double>(), new List<double>());
        var (removed, gone) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < Rounds; round++)
        {
            Commit(alone);
            var at = (head / Rounds * round) + 100;
            var forgetting = ForgetAsync(at, at);
            Commit(meanwhile);
            var took = await forgetting;
            (removed, gone) = (Longest(removed, took.Removed), Longest(gone, took.Gone));
        }

        // Ten thousand while the daemon records.
        using var done = new CancellationTokenSource();
        var recording = Task.Run(() => Record(done.Token), CancellationToken.None);
        var many = await ForgetAsync(1, Math.Min(head, 10_010));
        await done.CancelAsync();
        await recording;

        var (before, during) = (Percentile(alone), Percentile(meanwhile));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Sentences} sentences: one removed after {removed.TotalMilliseconds:0} ms, gone after {gone.TotalSeconds:0.00} s; "
            + $"commit p99 {before:0} µs alone, {during:0} µs meanwhile; 10,000 gone after {many.Gone.TotalSeconds:0.0} s"));
        if (!QuietMachine.IsPromised) return;
        Assert.True(removed < TimeSpan.FromMilliseconds(100), $"removed after {removed}");
        Assert.True(gone < TimeSpan.FromSeconds(10), $"gone after {gone}");
        Assert.True(during <= 2 * before, $"p99 {during} µs instead of {before} µs");
        Assert.True(many.Gone < TimeSpan.FromSeconds(60), $"10,000 gone after {many.Gone}");
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static double Percentile(List<double> microseconds) => microseconds.Order().ElementAt(microseconds.Count * 99 / 100);

    private void Fill()
    {
        for (var session = 1; session <= Sentences / InSession; session++)
        {
            var id = new SessionId(session);
            SessionEvent[] events =
            [
                new SessionStart(id, DateTimeOffset.UnixEpoch.AddHours(session)),
                .. Enumerable.Range(0, InSession).Select(_ => _faker.Transcription(id)),
                new SessionEnd(id, DateTimeOffset.UnixEpoch.AddHours(session + 1)),
            ];
            _log.Append(events);
        }
    }

    private Task<(TimeSpan Removed, TimeSpan Gone)> ForgetAsync(long first, long last) => Task.Run(async () =>
    {
        var began = Stopwatch.GetTimestamp();
        var forgetting = Task.Run(() => _log.Forget(new(_log.Reader.Head, Positions: [new(first, last)]), files: []));
        // Who waits for a reply takes no processor meanwhile: on two of them, a look without a pause was what commits waited for.
        while (!IsForgotten(last)) await Task.Delay(1);
        var removed = Stopwatch.GetElapsedTime(began);
        await forgetting;
        await Eventually.IsTrueAsync(() => !_log.IsForgetting, "nothing is left");
        return (removed, Stopwatch.GetElapsedTime(began));
    });

    private bool IsForgotten(long position) =>
        _log.Reader.ReadStored(position - 1)[0].Body.Span.IndexOf("\"forgotten\":true"u8) >= 0;

    // About as fast as a lively recording, and as long as the forgetting that runs beside it.
    private void Commit(List<double> microseconds)
    {
        var session = new SessionId((Sentences / InSession) + 1);
        for (var i = 0; i < CommitsInRound; i++)
        {
            var said = _faker.Transcription(session);
            var began = Stopwatch.GetTimestamp();
            _log.Append(said);
            microseconds.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            Thread.Sleep(1);
        }
    }

    private void Record(CancellationToken done)
    {
        var session = new SessionId((Sentences / InSession) + 2);
        while (!done.WaitHandle.WaitOne(10)) _log.Append(_faker.Transcription(session));
    }
}
