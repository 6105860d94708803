using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Editing;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Replay.Errors;
using Swictation.Sockets.Commands;
using Swictation.Storage;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Sessions;

/// <summary>
/// Adds to a log: has the daemon that writes to it do it, or where none does this process, which takes the daemon's lock
/// meanwhile.
/// </summary>
/// <param name="daemon">The daemon that may be running.</param>
internal sealed class LogEditing(string path, string logId, RunningDaemon daemon, TimeProvider time)
{
    /// <summary>Returns when all is in the log, and shown by whoever asks; says for each what was done.</summary>
    /// <exception cref="EditRefusedException">One is refused; those before it were done.</exception>
    /// <exception cref="EventLogWriteException">It could not be done here.</exception>
    /// <exception cref="DatabaseOpenException">A daemon that is not at the socket has the log.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<Edit> edits, CancellationToken cancellationToken)
    {
        var done = new List<string>();
        var position = 0L;
        foreach (var edit in edits)
        {
            if (await daemon.TryAskAsync(Request(edit) with { LogId = logId }, cancellationToken).ConfigureAwait(false) is not { } reply)
            {
                await EditHereAsync(edits.Skip(done.Count), done).ConfigureAwait(false);
                return done;
            }

            if (!reply.IsSuccess) throw new EditRefusedException(RunningDaemon.Explain(reply));
            done.Add(reply.Message ?? "");
            position = Math.Max(position, reply.Seq ?? 0);
        }

        await LogLevelWait.ForAsync(path, position, time, cancellationToken).ConfigureAwait(false);
        return done;
    }

    private static CommandRequest Request(Edit edit) => edit switch
    {
        Edit.Correct e => new("correct", RequestId: null) { Position = e.Sentence, Text = e.Text },
        Edit.TakeBack e => new("correct", RequestId: null) { Position = e.Sentence, TakeBack = true },
        Edit.Title e => new("title", RequestId: null, e.Session.Value) { Text = e.Text },
        Edit.Tag e => new("tag", RequestId: null, e.Session.Value, On: e.On) { Text = e.Text },
        Edit.Note e => new("note", RequestId: null, e.Session.Value) { Text = e.Text },
        Edit.Mark e => new("mark", RequestId: null, e.Session.Value)
        {
            Text = e.Text,
            MarkedUs = WireTime.ToMicroseconds(e.At),
            StartS = e.StartS,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "A daemon does it by itself."),
    };

    private async Task EditHereAsync(IEnumerable<Edit> edits, List<string> done)
    {
        await using var log = SqliteEventLog.Open(new(path), new CommitNotice(), time, NullLogger.Instance);
        using var queries = new SessionQueries(path, isOpen: true);
        var decider = new EditDecider(log.Current, new SessionCatalogue(queries, log.Current));
        foreach (var edit in edits)
        {
            var decision = decider.Decide(edit, WireTime.Truncate(time.GetLocalNow()));
            if (decision.Problem is not null) throw new EditRefusedException(decision.Words);
            if (decision.Event is SessionEvent happened) log.Append([WireWriter.ToAppend(happened)]);
            done.Add(decision.Words);
        }
    }
}
