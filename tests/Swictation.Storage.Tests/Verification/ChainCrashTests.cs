using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Verification;

/// <summary>The process ends while the log is chained or thinned: its files as they are there are opened by the next one.</summary>
public sealed class ChainCrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _copies = [];
    private readonly Lock _copying = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P12_Wherever_chaining_or_thinning_is_cut_off_the_log_is_proven_and_goes_on()
    {
        await RecordAndCopyAtEachStepAsync();
        Assert.True(_copies.Count >= 10, $"{_copies.Count} copies");

        foreach (var copy in _copies)
        {
            var path = Path.Combine(copy, "metrics.db");
            Assert.Empty(LogVerification.Run(path, new(), TimeProvider.System).Problems);
            await using (var log = SqliteLogs.Open(path)) log.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle));

            var verified = LogVerification.Run(path, new(), TimeProvider.System);
            Assert.Empty(verified.Problems);
            Assert.Equal(verified.Head, verified.LinkedUpTo);
        }
    }

    private async Task RecordAndCopyAtEachStepAsync()
    {
        var faker = new EventFaker(seed: 29);
        await using var log = SqliteEventLog.Open(
            new(_directory.File("metrics.db")) { Durability = Durability.Normal, Steps = Copy },
            new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        log.Append([.. Enumerable.Range(0, 2_000).Select(_ => WireWriter.ToAppend(faker.Metrics(null)))]);
        await Eventually.IsTrueAsync(
            () => LogVerification.Run(_directory.File("metrics.db"), new(), TimeProvider.System).LinkedUpTo >= 1_792, "the events are chained");
        log.Remove(
            [new(10, 900, RemovalReason.Retention), new(1_000, 1_200, RemovalReason.Retention)],
            new EventsRemoved(DateTimeOffset.UnixEpoch, 10, 1_200, 891 + 201, RemovalReason.Retention, MetricsUpdate.TypeName));
    }

    private void Copy(LogStep step, bool isDone)
    {
        if (step is not (LogStep.Chain or LogStep.Remove or LogStep.Commit or LogStep.Checkpoint)) return;
        lock (_copying)
        {
            var to = Directory.CreateDirectory(_directory.File($"copy-{_copies.Count:00}-{step}-{(isDone ? "done" : "begun")}")).FullName;
            foreach (var name in new[] { "metrics.db", "metrics.db-wal", "metrics.db.head" })
            {
                if (File.Exists(_directory.File(name))) OtherProgram.Copy(_directory.File(name), Path.Combine(to, name));
            }

            _copies.Add(to);
        }
    }
}
