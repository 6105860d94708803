using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Typing;

/// <summary>What became of a request to begin a delivery.</summary>
internal enum Beginning
{
    /// <summary>It is in the log: type.</summary>
    Granted,

    /// <summary>It was delivered before, or another log is there: do not type.</summary>
    Refused,

    /// <summary>It could not be stored in time: do not type.</summary>
    TooLate,
}

/// <summary>
/// Has the daemon note deliveries in the log. A daemon that is away is waited for; a request whose answer is lost is asked
/// again.
/// </summary>
/// <param name="place">The command socket.</param>
internal sealed class DeliveryClient(SocketPlace place, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>From where to read the log. Waits for a daemon.</summary>
    public async Task<DeliveriesReply> FindStartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await TryAskAsync(new("deliveries", RequestId: null), cancellationToken).ConfigureAwait(false);
            if (reply is DeliveriesReply start) return start;
            if (reply is not null) throw TooOld();

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>From where to read the log, asked once.</summary>
    /// <exception cref="DaemonUnreachableException">No daemon answers, or an older one.</exception>
    public async Task<DeliveriesReply> AskStartAsync(CancellationToken cancellationToken) =>
        await CommandClient
            .SendAsync(place.Find(), new CommandRequest("deliveries", RequestId: null), Patience, cancellationToken).ConfigureAwait(false)
            as DeliveriesReply ?? throw TooOld();

    /// <param name="again">True if the user has asked for it although it was delivered before.</param>
    /// <param name="until">When it is too late.</param>
    public async Task<Beginning> BeginAsync(
        string logId, long position, DeliveryWay way, string? window, bool again, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var request = new CommandRequest("delivery_begun", NewId(), LogId: logId)
        {
            Position = position,
            Way = way.Name,
            Window = window,
            Again = again ? true : null,
        };
        var isUncertain = false;
        while (true)
        {
            var reply = await TryAskAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply is { IsSuccess: true }) return Beginning.Granted;
            // An answer was lost, and so was the daemon: it was this request that it had stored.
            if (reply?.Code == CommandErrorCode.AlreadyBegun) return isUncertain ? Beginning.Granted : Beginning.Refused;
            if (reply is not null && reply.Code != CommandErrorCode.StorageFailed && reply.Code != CommandErrorCode.TooManyClients)
                return Beginning.Refused;

            isUncertain |= reply is null;
            if (time.GetUtcNow() > until) return Beginning.TooLate;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes what became of it. Waits for a daemon; one that refuses does not want to know.</summary>
    public async Task EndAsync(
        string logId, long position, DeliveryOutcome outcome, TimeSpan took, long? first, CancellationToken cancellationToken)
    {
        var request = new CommandRequest("text_delivered", NewId(), LogId: logId)
        {
            Position = position,
            Outcome = outcome.Name,
            Ms = Math.Round(took.TotalMilliseconds, 1),
            First = first,
        };
        while (true)
        {
            var reply = await TryAskAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply is not null && reply.Code != CommandErrorCode.StorageFailed && reply.Code != CommandErrorCode.TooManyClients)
                return;

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends an action and forgets it: a daemon that is away needs it no more.</summary>
    public async Task SendAsync(string action, CancellationToken cancellationToken) =>
        await TryAskAsync(new(action, RequestId: null), cancellationToken).ConfigureAwait(false);

    private DaemonUnreachableException TooOld() => new(place.Path, "the daemon is too old for this; start the new one");

    private static string NewId() => Guid.NewGuid().ToString("n");

    private async Task<CommandReply?> TryAskAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await CommandClient.SendAsync(place.Find(), request, Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (DaemonUnreachableException)
        {
            return null;
        }
    }
}
