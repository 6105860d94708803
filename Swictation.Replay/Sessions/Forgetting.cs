using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Replay.Errors;
using Swictation.Sockets.Commands;
using Swictation.Storage;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Unsaved;

namespace Swictation.Replay.Sessions;

/// <summary>
/// Has something forgotten: by the daemon that writes to the log, or where none does by this process, which takes the daemon's
/// lock meanwhile.
/// </summary>
/// <param name="unsaved">Events that could not be stored, which wait for the next daemon.</param>
/// <param name="daemon">The daemon that may be running.</param>
/// <param name="tell">Takes a line about what it is waiting for.</param>
internal sealed class Forgetting(string path, string logId, UnsavedForgetting unsaved, RunningDaemon daemon, TimeProvider time, Action<string> tell)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BeforeTelling = TimeSpan.FromSeconds(2);

    private string? _told;

    /// <summary>Returns when nothing of it is left in any file of the log.</summary>
    /// <param name="files">Files beside the log that go too.</param>
    /// <exception cref="ForgettingFailedException">The daemon refuses, or could not do it.</exception>
    /// <exception cref="EventLogWriteException">It could not be done here.</exception>
    /// <exception cref="DatabaseOpenException">A daemon that is not at the socket has the log.</exception>
    public async Task RunAsync(
        IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        if (!await AskAsync(wanted, files, cancellationToken).ConfigureAwait(false))
            await ForgetHereAsync(wanted, files, cancellationToken).ConfigureAwait(false);
    }

    // False where no daemon is to be asked.
    private async Task<bool> AskAsync(
        IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        foreach (var request in Requests(wanted))
        {
            if (!await AskUntilGoneAsync(request, cancellationToken).ConfigureAwait(false)) return false;
        }

        return files.Count == 0
            || await AskUntilGoneAsync(new("forget", RequestId: null, LogId: logId) { Files = files }, cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<bool> AskUntilGoneAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await daemon.TryAskAsync(request, cancellationToken).ConfigureAwait(false) is not { } reply) return false;
            if (reply.IsSuccess) return true;
            if (!reply.IsPending) throw new ForgettingFailedException(path, RunningDaemon.Explain(reply));

            Tell(reply.Message);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            request = new("forget", RequestId: null, LogId: logId);
        }
    }

    // Several sessions go by one order, so that nothing is left of it if the daemon is killed meanwhile.
    private IEnumerable<CommandRequest> Requests(IReadOnlyList<ForgettingSelection> wanted)
    {
        if (wanted is [{ IsWholeSession: true, After: 0 } first, _, ..]
            && wanted.All(other => other == first with { Session = other.Session } && other.Session is not null))
        {
            var sessions = PositionRanges.Of(wanted.Select(selection => selection.Session!.Value.Value).Order());
            return [Request(first with { Session = null }) with { Sessions = Pairs(sessions.Ranges) }];
        }

        return wanted.Select(Request);
    }

    private CommandRequest Request(ForgettingSelection wanted) =>
        new("forget", RequestId: null, wanted.Session?.Value, LogId: logId)
        {
            Words = wanted.Words,
            // By words it is found wherever it is.
            Positions = wanted.Positions is { } positions ? Pairs(positions)
                : wanted is { After: > 0, Words: null } ? [[wanted.After + 1, wanted.UpTo]]
                : null,
            FromUs = wanted.FromUs,
            ToUs = wanted.ToUs,
            UpTo = wanted.UpTo,
            Counts = wanted.Extent == ForgettingExtent.Figures ? true : null,
            Entirely = wanted.Extent == ForgettingExtent.Event ? true : null,
        };

    private static long[][] Pairs(IEnumerable<PositionRange> ranges) => [.. ranges.Select(range => new[] { range.First, range.Last })];

    private async Task ForgetHereAsync(
        IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        await using var log = SqliteEventLog.Open(new(path), new CommitNotice(), time, NullLogger.Instance);
        // Only who has the lock: a daemon that starts puts them into the log.
        foreach (var selection in wanted) ForgetUnstored(selection);
        log.ForgetAll(wanted, [.. files.Select(file => new FileStretch(file))]);

        var began = time.GetTimestamp();
        while (log.IsForgetting)
        {
            if (log.ForgettingHeldBy is { } holder && time.GetElapsedTime(began) > BeforeTelling)
                Tell($"Copies of what was forgotten stay as long as {holder} reads the log");
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void ForgetUnstored(ForgettingSelection wanted)
    {
        try
        {
            unsaved.Forget(wanted, new ForgettingFinder(path).FindChosen(wanted).Positions.ToHashSet());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ForgettingFailedException(path, $"words of it are in a file of events that could not be stored ({e.Message}); remove the cause and ask again");
        }
    }

    private void Tell(string? message)
    {
        if (message is null || message == _told) return;
        _told = message;
        tell($"pending: {message}");
    }
}
