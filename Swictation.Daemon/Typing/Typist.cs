using Swictation.Daemon.Typing.Hooks;
using Swictation.Daemon.Typing.Notices;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing;

/// <summary>
/// Puts one transcription after another at the cursor. Each is noted in the log before its first key, and what became of it
/// after the last: so none is typed twice, and of what was not typed the log says why. One at a time.
/// </summary>
internal sealed class Typist(
    DeliveryClient deliveries,
    WaySet ways,
    WindowWatch windows,
    ScreenLock screen,
    CursorTurn turn,
    NoticeBoard notices,
    TypistOptions options,
    TimeProvider time)
{
    /// <summary>What was committed longer ago than this is offered and not typed.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private const string Offer = "'swictation-daemon type --again' types the last sentence, 'type --missed' lists all";

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(300);

    /// <summary>Types a transcription, or says why not.</summary>
    /// <param name="expected">The window that it is meant for; null where its time says it.</param>
    /// <param name="isAgain">True if the user has asked for it: into whatever window has the cursor.</param>
    /// <returns>What became of it; null if it was another's, or is not in this log any more.</returns>
    public async Task<DeliveryOutcome?> TypeAsync(
        string logId, Said said, string? expected, bool isAgain, CancellationToken cancellationToken)
    {
        if (said.IsWithheld)
            return await RefuseAsync(logId, said.Position, DeliveryOutcome.Withheld, cancellationToken).ConfigureAwait(false);

        // From the request on it is carried through: half a sentence helps nobody, and one that was begun is not typed again.
        using var carrying = new CancellationTokenSource();
        using var onEnd = cancellationToken.Register(() => carrying.CancelAfter(LongestEnd));
        var carried = carrying.Token;
        using var taken = await turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        var until = time.GetUtcNow() + Fresh;
        var hook = isAgain ? null : options.OnTranscription;
        // Behind a hook it is asked when that is done.
        var locking = hook is null ? screen.IsLockedAsync(carried) : Task.FromResult(false);
        var window = windows.Look();
        if (hook is null && FindObstacle() is { } early)
            return await RefuseAsync(logId, said.Position, early, carried).ConfigureAwait(false);

        var avoidsKeys = await windows.HoldsModifierAsync(LongestHold, cancellationToken).ConfigureAwait(false);
        var (text, way, wanted) = Prepare();
        var beginning = await deliveries
            .BeginAsync(
                logId, said.Position, way?.Name ?? DeliveryWay.Command, window?.ToString(), isAgain, until, carried)
            .ConfigureAwait(false);
        if (beginning == Beginning.Refused) return null;
        if (beginning == Beginning.TooLate)
            return await RefuseAsync(logId, said.Position, DeliveryOutcome.TooOld, carried).ConfigureAwait(false);

        if (hook is not null)
        {
            var since = time.GetTimestamp();
            var handled = await hook
                .RunAsync(said.Position, said.Session?.Value, said.Text, Warn, CancellationToken.None).ConfigureAwait(false);
            if (handled == HookOutcome.Consumed) return await EndAsync(DeliveryOutcome.Consumed, since).ConfigureAwait(false);

            locking = screen.IsLockedAsync(carried);
            window = windows.Look();
            if (FindObstacle() is { } late)
                return await RefuseAsync(logId, said.Position, late, carried).ConfigureAwait(false);
            (text, way, wanted) = Prepare();
        }

        // Asked before the commit, which takes as long: nobody waits for both.
        if (await locking.ConfigureAwait(false))
            return await RefuseAsync(logId, said.Position, DeliveryOutcome.Locked, carried).ConfigureAwait(false);

        var begunAt = time.GetTimestamp();
        var fault = way is null
            ? new(ways.Explain(wanted), IsUntouched: true)
            : await way.TypeAsync(text, window, CancellationToken.None).ConfigureAwait(false);
        if (fault is { IsUntouched: true } && way is not null && ways.Instead(way, text, wanted) is { } other)
            fault = await other.TypeAsync(text, window, CancellationToken.None).ConfigureAwait(false);
        if (fault is null) return await EndAsync(DeliveryOutcome.Typed, begunAt).ConfigureAwait(false);

        Warn($"a sentence was not typed: {fault.Value.Reason}; {Offer}");
        return await EndAsync(DeliveryOutcome.Failed, begunAt).ConfigureAwait(false);

        DeliveryOutcome? FindObstacle()
        {
            if (options.WayFor(window).IsNone) return DeliveryOutcome.RuledOut;
            if (isAgain || options.AnyWindow || !windows.IsKnown) return null;

            var meant = expected ?? windows.At(said.SpokenFrom)?.ToString();
            return window is { } now && now.ToString() == meant ? null : DeliveryOutcome.OtherWindow;
        }

        (string Text, IWay? Way, DeliveryWay? Wanted) Prepare()
        {
            var named = options.WayFor(window).Way;
            var safe = SafeText.Of(said.Text, window is not { IsTerminal: false }, options.LineBreaks) + options.Separator;
            return (safe, ways.Choose(safe, avoidsKeys, named), named);
        }

        async Task<DeliveryOutcome?> EndAsync(DeliveryOutcome outcome, long since)
        {
            await deliveries
                .EndAsync(logId, said.Position, outcome, time.GetElapsedTime(since), first: null, carried)
                .ConfigureAwait(false);
            return outcome;
        }
    }

    /// <summary>Notes that a transcription is not typed, and why, and offers it.</summary>
    public async Task<DeliveryOutcome?> RefuseAsync(
        string logId, long position, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        Warn($"a sentence was not typed: {Explain(outcome)}; {Offer}");
        await deliveries
            .EndAsync(logId, position, outcome, TimeSpan.Zero, first: null, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Notes what the log says was begun and not finished, or came too late, and offers it.</summary>
    public async Task SettleAsync(string logId, DeliveryLedger ledger, CancellationToken cancellationToken)
    {
        foreach (var position in ledger.Unfinished)
        {
            Warn($"a sentence was begun and not finished, and is not typed again by itself; {Offer}");
            await deliveries.EndAsync(
                logId, position, DeliveryOutcome.Interrupted, TimeSpan.Zero, first: null, cancellationToken).ConfigureAwait(false);
        }

        if (ledger.Missed is not var (first, last, count)) return;

        Warn(count == 1 ? $"a sentence was said while nothing typed; {Offer}" : $"{count} sentences were said while nothing typed; {Offer}");
        await deliveries.EndAsync(
            logId, last, DeliveryOutcome.TooOld, TimeSpan.Zero, first < last ? first : null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An outcome in words.</summary>
    public static string Explain(DeliveryOutcome outcome) => outcome.Name switch
    {
        "other_window" => "another window has the cursor than when it was spoken",
        "locked" => "the screen is locked",
        "ruled_out" => "a rule keeps words out of this window",
        "too_old" => "it came too late",
        "withheld" => "it was said off the record while nothing typed, and is stored nowhere",
        "taken_back" => "it was taken back",
        "interrupted" => "its typing was interrupted, and a part may be there",
        "failed" => "typing it has failed, and a part may be there",
        _ => outcome.Name,
    };

    private void Warn(string text) => notices.Tell(NoticeKind.NotTyped, text);
}
