using System.Collections.Immutable;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Storage.Forgetting;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The action <c>forget</c>: what was said is removed for good, also of the session that is being recorded. The reply waits for
/// some seconds until nothing is left; without a selection it only says whether that is so.
/// </summary>
/// <param name="setAside">The files that may go too, when the request names them.</param>
internal sealed class ForgetAction(IForgettingLog log, Func<IReadOnlyList<string>> setAside, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private Task<ForgettingPlan>? _running;

    public async ValueTask<CommandReply> HandleAsync(CommandRequest request)
    {
        if (OtherLog.Refuse(request, log.LogId) is { } other) return other;

        var wanted = Read(request);
        string[] files = [.. (request.Files ?? []).Intersect(setAside(), StringComparer.Ordinal)];
        if (!wanted.IsEmpty || files.Length > 0)
        {
            if (_running is { IsCompleted: false })
                return CommandReply.Failure(CommandErrorCode.WrongState, "Something else is being forgotten; ask again when that is done");
            _running = Task.Run(() => log.Forget(wanted, [.. files.Select(file => new FileStretch(file))]));
        }

        return await AnswerAsync().ConfigureAwait(false);
    }

    private static ForgettingSelection Read(CommandRequest request) => new(
        request.UpTo ?? long.MaxValue,
        request.SessionId is { } session ? new SessionId(session) : null,
        request.FromUs,
        request.ToUs,
        request.Words,
        request.Positions is { } positions
            ? [.. positions.Where(range => range.Length == 2).Select(range => new PositionRange(range[0], range[1]))]
            : null as ImmutableArray<PositionRange>?,
        KeepsCounts: request.Counts != true && request.Entirely != true,
        IsEntire: request.Entirely == true);

    private async Task<CommandReply> AnswerAsync()
    {
        var began = time.GetTimestamp();
        if (_running is { IsCompleted: false } running)
            await Task.WhenAny(running, Task.Delay(LongestWait, time)).ConfigureAwait(false);
        while (log.IsForgetting && time.GetElapsedTime(began) < LongestWait)
            await Task.Delay(Between, time).ConfigureAwait(false);

        if (_running is { IsFaulted: true, Exception.InnerException: EventLogWriteException e })
        {
            _running = null;
            return CommandReply.Failure(CommandErrorCode.StorageFailed, $"It could not be forgotten yet: {e.Reason}");
        }

        var forgotten = _running is { IsCompletedSuccessfully: true } done ? done.Result.Positions.Count : 0;
        if (_running is { IsCompleted: true } or null && !log.IsForgetting)
        {
            _running = null;
            return new ForgetReply
            {
                Message = $"Forgotten: {Counted.Of(forgotten, "event")}, and nothing of them is left",
                Forgotten = forgotten,
            };
        }

        var holder = log.ForgettingHeldBy?.ToString();
        return new ForgetReply
        {
            Status = CommandReply.Pending,
            Message = holder is null
                ? "Copies of what was forgotten are being removed"
                : $"Copies of what was forgotten stay as long as {holder} reads the log",
            Forgotten = forgotten,
            HeldBy = holder,
        };
    }
}
