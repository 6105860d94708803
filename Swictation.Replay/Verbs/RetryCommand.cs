using System.CommandLine;
using Swictation.Domain.History;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Verbs;

/// <summary>
/// <c>retry</c>: has the segments of a session that the recogniser failed on transcribed again. The running daemon does
/// it: no other process writes to the log.
/// </summary>
internal sealed class RetryCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly Argument<SessionSelector> _session = SessionArgument.One();
    private readonly SocketOption _ipcSocket;

    public RetryCommand(DatabaseOption database, GivenSettings settings)
        : base("retry", "Have the running daemon transcribe again what the recogniser failed on")
    {
        _database = database;
        _ipcSocket = SocketOption.Commands(settings);
        Arguments.Add(_session);
        Options.Add(_ipcSocket);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (session, logId) = Find(parsed);
        var request = new CommandRequest("retry", RequestId: null, session.Id.Value, LogId: logId);
        var daemon = new RunningDaemon(_ipcSocket.Place(parsed).Find());
        var reply = await daemon.AskAsync(request, cancellationToken);
        if (!reply.IsSuccess) throw new SessionRefusedException(session.Id, Explain(reply));

        parsed.InvocationConfiguration.Output.WriteLine(reply is RetryReply { Queued: > 0 and var queued }
            ? $"{Counted.Of(queued, "segment")} of session {session.Id} will be transcribed again"
            : $"No segment of session {session.Id} is waiting to be tried again");
        return 0;
    }

    private (RecordedSession Session, string LogId) Find(ParseResult parsed)
    {
        using var archive = _database.Open(parsed);
        return (archive.Find(parsed.GetRequiredValue(_session)), archive.Log.LogId);
    }

    private static string Explain(CommandReply reply) => reply.Code == CommandErrorCode.OtherLog
        ? "the daemon that is running writes to another log; name its socket with --ipc-socket, or start one with this log"
        : RunningDaemon.Explain(reply);
}
