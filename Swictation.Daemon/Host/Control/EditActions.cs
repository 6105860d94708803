using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Editing;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The actions <c>correct</c>, <c>title</c>, <c>tag</c>, <c>note</c> and <c>mark</c>: what people add to what was recorded, also
/// to the session that is being recorded.
/// </summary>
internal sealed class EditActions(SessionRecorder recorder, IEventLogReader log, LogEditor editor, TimeProvider time)
{
    private const int MillisecondDigits = 3;

    public CommandReply Handle(CommandRequest request)
    {
        if (OtherLog.Refuse(request, log.LogId) is { } other) return other;

        var (edit, refusal) = Read(request);
        return edit is null ? refusal! : Carry(edit);
    }

    private CommandReply Carry(Edit edit)
    {
        if (editor.Carry(edit) is not { } decision) return NotStored(recorder.Outage);
        if (decision.Problem is { } problem) return CommandReply.Failure(CodeOf(problem), decision.Words);

        var words = decision.Words;
        // It is held, and stored later: who asked again would have it twice.
        if (decision.Event is not null && recorder.Outage is { } outage)
            words = $"{words}, but it cannot be stored yet: {outage.Reason}";

        return CommandReply.Success(words) with { State = PhaseName.Of(recorder.Phase), Seq = log.Head };
    }

    private (Edit? Edit, CommandReply? Refusal) Read(CommandRequest request)
    {
        var action = request.Action.ToLowerInvariant();
        if (action == "correct")
        {
            if (request.Position is not { } position)
                return Refuse(CommandErrorCode.NoSentence, "The request has no \"position\" of a sentence");
            return request.TakeBack == true ? (new Edit.TakeBack(position), null) : (new Edit.Correct(position, request.Text ?? ""), null);
        }

        if (action == "mark" && request.SessionId is null) return MarkNow(request.Text);
        if (request.SessionId is not { } number)
            return Refuse(CommandErrorCode.MissingSession, "The request has no \"session_id\" that is a whole number");

        var session = new SessionId(number);
        var text = request.Text ?? "";
        return action switch
        {
            "title" => (new Edit.Title(session, text), null),
            "tag" => (new Edit.Tag(session, text, request.On != false), null),
            "note" => (new Edit.Note(session, text), null),
            _ when request is { MarkedUs: { } markedUs, StartS: { } startS } && WireTime.TryFromMicroseconds(markedUs, out var at) =>
                (new Edit.Mark(session, NullIfBlank(request.Text), at, Math.Max(0, startS)), null),
            _ => Refuse(CommandErrorCode.InvalidText, "A mark in a session needs \"marked_us\" and \"start_s\", the moment that it marks"),
        };
    }

    private (Edit? Edit, CommandReply? Refusal) MarkNow(string? text)
    {
        var (state, now) = (recorder.State, time.GetLocalNow());
        return state.Session is { } open
            ? (new Edit.Mark(open, NullIfBlank(text), now, Math.Round(state.DurationSAt(now), MillisecondDigits)), null)
            : Refuse(CommandErrorCode.NoSession, "There is no session to mark");
    }

    private static (Edit? Edit, CommandReply? Refusal) Refuse(CommandErrorCode code, string error) =>
        (null, CommandReply.Failure(code, error));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static CommandErrorCode CodeOf(EditProblem problem) => problem switch
    {
        EditProblem.SessionUnknown => CommandErrorCode.SessionUnknown,
        EditProblem.NoSentence => CommandErrorCode.NoSentence,
        EditProblem.InvalidText => CommandErrorCode.InvalidText,
        _ => CommandErrorCode.WrongState,
    };

    private static CommandReply NotStored(LogOutage? outage) =>
        CommandReply.Failure(CommandErrorCode.StorageFailed, $"It cannot be stored: {outage?.Reason.Words ?? "try again"}");
}
