using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The actions of programs that put words at the cursor. A delivery is committed before its first key, and each
/// transcription is begun once: of two programs that want to type the same one is refused, and after a crash both are.
/// </summary>
internal sealed class DeliveryActions(SessionRecorder recorder, IEventLogReader log)
{
    private const int LongestName = 64;
    private const int LongestWindow = 256;

    private readonly Lock _delivering = new();
    private string? _logId;
    private long _newest;

    /// <summary>The action <c>deliveries</c>: from where to read.</summary>
    public CommandReply FindStart() => new DeliveriesReply
    {
        Message = "Deliveries stand behind this position",
        After = DeliveryHistory.FindStart(log),
        LogId = log.LogId,
    };

    /// <summary>The action <c>delivery_begun</c>.</summary>
    public CommandReply Begin(CommandRequest request)
    {
        if (Refuse(request) is { } refusal) return refusal;
        if (NameOf(request.Way) is not { } way || request.Window?.Length > LongestWindow)
            return Invalid($"\"way\" is a name of at most {LongestName} characters, \"window\" of at most {LongestWindow}");

        lock (_delivering)
        {
            var position = request.Position!.Value;
            if (request.Again != true && position <= Newest())
            {
                return CommandReply.Failure(
                    CommandErrorCode.AlreadyBegun, $"Event {position}, or a later one, was delivered before: ask for it again");
            }

            return Append(position, now => new DeliveryBegun(now, position, new(way), request.Window));
        }
    }

    /// <summary>The action <c>text_delivered</c>.</summary>
    public CommandReply End(CommandRequest request)
    {
        if (Refuse(request) is { } refusal) return refusal;
        if (NameOf(request.Outcome) is not { } outcome || request.Ms is not (null or >= 0))
            return Invalid($"\"outcome\" is a name of at most {LongestName} characters, \"ms\" a number from 0 on");
        if (request.First is { } first && (first < 1 || first > request.Position))
            return Invalid("\"first\" is a position before \"position\"");

        lock (_delivering)
        {
            var position = request.Position!.Value;
            return Append(
                position, now => new TextDelivered(now, position, new(outcome), request.Ms ?? 0, request.First));
        }
    }

    private static CommandReply Invalid(string error) => CommandReply.Failure(CommandErrorCode.InvalidDelivery, error);

    private static string? NameOf(string? name) => name is { Length: > 0 and <= LongestName } ? name : null;

    private CommandReply? Refuse(CommandRequest request) =>
        request.LogId is { } logId && logId != log.LogId
            ? CommandReply.Failure(CommandErrorCode.OtherLog, "The transcription is in another log than the daemon's")
        : request.Position is not { } position || position < 1 || position > log.Head
            || log.ReadAt(position).Type != Transcription.TypeName
            ? Invalid("\"position\" is that of no transcription in the log")
        : null;

    // What is held in memory is not committed, and could be typed twice.
    private CommandReply Append(long position, Func<DateTimeOffset, SessionEvent> happened)
    {
        if (recorder.Outage is { } before) return NotStored(before);

        recorder.Append((_, now) => [happened(now)]);
        if (recorder.Outage is { } outage) return NotStored(outage);

        _newest = Math.Max(Newest(), position);
        return CommandReply.Success("Noted") with { State = PhaseName.Of(recorder.Phase), Seq = log.Head };
    }

    private static CommandReply NotStored(LogOutage outage) =>
        CommandReply.Failure(CommandErrorCode.StorageFailed, $"The delivery cannot be stored: {outage.Reason}");

    // A log that was salvaged has other positions.
    private long Newest()
    {
        if (_logId == log.LogId) return _newest;

        _logId = log.LogId;
        _newest = 0;
        foreach (var stored in log.EventsAfter(DeliveryHistory.FindStart(log)))
        {
            if ((stored.Type == DeliveryBegun.TypeName || stored.Type == TextDelivered.TypeName)
                && DeliveryStep.Of(WireReader.Read(stored)) is { } step)
            {
                _newest = Math.Max(_newest, step.Segment);
            }
        }

        return _newest;
    }
}
