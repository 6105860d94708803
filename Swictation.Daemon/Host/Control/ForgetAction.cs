using System.Collections.Immutable;
using Swictation.Daemon.Host.Unsaved;
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
/// <param name="unstored">What the log does not have yet; it goes first, as what is stored meanwhile is found there.</param>
/// <param name="setAside">The files that may go too, when the request names them.</param>
internal sealed class ForgetAction(IForgettingLog log, IUnstoredWords unstored, Func<IReadOnlyList<string>> setAside, TimeProvider time)
{
    private const long MostSessions = 100_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private Task<int>? _running;
    private int _unstored;

    public async ValueTask<CommandReply> HandleAsync(CommandRequest request)
    {
        if (OtherLog.Refuse(request, log.LogId) is { } other) return other;

        if (request.Sessions?.Sum(CountOf) > MostSessions)
            return CommandReply.Failure(CommandErrorCode.RequestTooLarge, $"At most {MostSessions} sessions are forgotten at once");

        var wanted = Read(request);
        string[] files = [.. (request.Files ?? []).Intersect(setAside(), StringComparer.Ordinal)];
        if (wanted.Length > 0 || files.Length > 0)
        {
            if (_running is { IsCompleted: false })
                return CommandReply.Failure(CommandErrorCode.WrongState, "Something else is being forgotten; ask again when that is done");
            _running = Task.Run(() => Forget(wanted, [.. files.Select(file => new FileStretch(file))]));
        }

        return await AnswerAsync().ConfigureAwait(false);
    }

    private int Forget(ForgettingSelection[] wanted, IReadOnlyList<FileStretch> files)
    {
        _unstored = 0;
        foreach (var selection in wanted) _unstored += unstored.Forget(selection);
        // Stored since the user was shown what goes.
        var stored = unstored.Released is { } released
            ? wanted
                .Where(selection => released.First > selection.UpTo)
                .Select(selection => selection with { After = released.First - 1, UpTo = released.Last })
            : [];
        return log.ForgetAll([.. wanted, .. stored], files).SelectMany(plan => plan.Positions).Distinct().Count() + _unstored;
    }

    private static ForgettingSelection[] Read(CommandRequest request)
    {
        var one = new ForgettingSelection(
            request.UpTo ?? long.MaxValue,
            request.SessionId is { } session ? new SessionId(session) : null,
            request.FromUs,
            request.ToUs,
            request.Words,
            request.Positions is { } positions
                ? [.. positions.Select(range => new PositionRange(range[0], range[1]))]
                : null as ImmutableArray<PositionRange>?,
            request.Entirely == true ? ForgettingExtent.Event : request.Counts == true ? ForgettingExtent.Figures : ForgettingExtent.Words);
        var whole = (request.Sessions ?? []).SelectMany(Numbers).Select(id => new ForgettingSelection(one.UpTo, new SessionId(id), Extent: one.Extent));
        return [.. whole.Prepend(one).Where(selection => !selection.IsEmpty)];
    }

    private static IEnumerable<long> Numbers(long[] range)
    {
        var number = range[0];
        for (var left = CountOf(range); left > 0; left--) yield return number++;
    }

    // Whoever asks may give any two numbers: in 64 bits they cannot be subtracted.
    private static decimal CountOf(long[] range) => Math.Max((decimal)range[1] - range[0] + 1, 0);

    private string OfUnstored => _unstored > 0 ? $", {_unstored} of them not stored yet" : "";

    private string Explain(Exception e)
    {
        var reason = e is EventLogWriteException failed ? failed.Reason.Words : e.Message;
        var gone = _unstored > 0 ? $"{Counted.Of(_unstored, "event")} that had not been stored yet lost their words; " : "";
        return $"It could not be forgotten yet: {gone}what the log has of it stays until it can be written ({reason}); ask again then";
    }

    private async Task<CommandReply> AnswerAsync()
    {
        var began = time.GetTimestamp();
        if (_running is { IsCompleted: false } running)
            await Task.WhenAny(running, Task.Delay(LongestWait, time)).ConfigureAwait(false);
        while (log.IsForgetting && time.GetElapsedTime(began) < LongestWait)
            await Task.Delay(Between, time).ConfigureAwait(false);

        if (_running is { IsFaulted: true, Exception.InnerException: (EventLogWriteException or IOException or UnauthorizedAccessException) and var e })
        {
            _running = null;
            return CommandReply.Failure(CommandErrorCode.StorageFailed, Explain(e));
        }

        var forgotten = _running is { IsCompletedSuccessfully: true } done ? done.Result : 0;
        if (_running is { IsCompleted: true } or null && !log.IsForgetting)
        {
            _running = null;
            return new ForgetReply
            {
                Message = $"Forgotten: {Counted.Of(forgotten, "event")}{OfUnstored}, and nothing of them is left",
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
