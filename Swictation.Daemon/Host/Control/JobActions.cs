using Swictation.Daemon.Sessions.Jobs;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The actions <c>recognise</c> and <c>transcribe</c>, which begin a job of recognition, and <c>job</c>, which asks how it gets on.
/// </summary>
/// <param name="jobs">Null where there is no recogniser.</param>
/// <param name="outage">Why nothing can be stored now; null while everything is.</param>
internal sealed class JobActions(RecognitionJobs? jobs, IEventLogReader log, Func<LogOutage?> outage)
{
    // A reply has room for as many.
    private const int MostSteps = 10;

    private static readonly CommandReply Busy = CommandReply.Failure(
        CommandErrorCode.Busy, "Something else is being recognised for somebody; ask again when that is done");

    public CommandReply Handle(CommandRequest request)
    {
        if (OtherLog.Refuse(request, log.LogId) is { } other) return other;
        if (jobs is null)
        {
            return CommandReply.Failure(
                CommandErrorCode.NoRecogniser,
                "This daemon cannot transcribe audio; start one with an audio source and a recogniser");
        }

        return request.Action.ToLowerInvariant() switch
        {
            "job" => Report(jobs, request),
            "transcribe" => Transcribe(jobs, request),
            _ => Recognise(jobs, request),
        };
    }

    private CommandReply Recognise(RecognitionJobs jobs, CommandRequest request)
    {
        if (SessionRequest.Refuse(request, log) is { } refusal) return refusal;

        var session = new SessionId(request.SessionId!.Value);
        if (SessionRequest.RefuseUnknown(session, log) is { } unknown) return unknown;
        if (OrderOf(request, session) is not { } order)
            return CommandReply.Failure(CommandErrorCode.NoSentence, $"Event {request.Position} is no speech of session {session}");

        return Begin(jobs, order.Choice, () => jobs.Begin(order));
    }

    private CommandReply Transcribe(RecognitionJobs jobs, CommandRequest request)
    {
        if (request.Path is not { } path || !Path.IsPathFullyQualified(path))
            return CommandReply.Failure(CommandErrorCode.MissingPath, "The request has no \"path\" that begins with /");

        var order = new FileOrder(path, ChoiceOf(request));
        return Begin(jobs, order.Choice, () => jobs.Begin(order));
    }

    private CommandReply Begin(RecognitionJobs jobs, RecogniserChoice? choice, Func<Job?> begin)
    {
        if (outage() is { } storage)
            return CommandReply.Failure(CommandErrorCode.StorageFailed, $"Nothing can be stored: {storage.Reason}");
        if (jobs.Prepare(choice) is { } reason)
            return CommandReply.Failure(CommandErrorCode.UnknownTranscriber, $"Nothing is recognised: {reason}");

        return begin() is { } job ? ReplyOf(job, "Recognising", []) : Busy;
    }

    private static CommandReply Report(RecognitionJobs jobs, CommandRequest request)
    {
        if (request.Job is not { } number || jobs.Desk.Find(number, isWanted: request.On != false) is not { } job)
            return CommandReply.Failure(CommandErrorCode.NoJob, "There is no such job: it was given up, or another one was begun since");

        var steps = job.Take(MostSteps);
        return ReplyOf(job, job.IsOver ? "Done" : "Recognising", steps);
    }

    private static JobReply ReplyOf(Job job, string message, IReadOnlyList<RecognitionStep> steps) => new()
    {
        Message = message,
        SessionId = job.Session?.Value,
        Job = job.Number,
        DoneS = Math.Round(job.DoneS, 1),
        TotalS = Math.Round(job.TotalS, 1),
        Steps = steps,
        Over = job.IsOver,
        Reason = job.IsOver ? job.Failure : null,
    };

    private static RecogniserChoice? ChoiceOf(CommandRequest request) =>
        request is { Transcriber: null, Language: null } ? null : new(request.Transcriber, request.Language);

    // Null where the position is that of no speech of the session.
    private RetryOrder? OrderOf(CommandRequest request, SessionId session)
    {
        var order = new RetryOrder(session, request.All == true, Choice: ChoiceOf(request));
        if (request.Position is not { } position) return order;
        if (log.FindAt(position) is not { } stored || stored.Session != session || Remains.IsForgotten(stored.Body.Span)) return null;
        try
        {
            return WireReader.Read(stored) switch
            {
                Transcription { IsOffTheRecord: false } => order with { Sentence = position },
                SegmentImported => order with { Sentence = position },
                SegmentFailed speech => order with { StartS = speech.StartS },
                SegmentWithheld speech => order with { StartS = speech.StartS },
                AudioKept speech => order with { StartS = speech.StartS },
                _ => null,
            };
        }
        catch (MalformedEventException)
        {
            return null;
        }
    }
}
