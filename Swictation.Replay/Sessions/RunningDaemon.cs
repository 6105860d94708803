using Swictation.Sockets.Commands;

namespace Swictation.Replay.Sessions;

/// <summary>The daemon that is running, as far as the tool asks it for something.</summary>
/// <param name="socket">Its command socket.</param>
internal sealed class RunningDaemon(string socket)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="Domain.Errors.DaemonUnreachableException">None is running, or it does not answer.</exception>
    public Task<CommandReply> AskAsync(CommandRequest request, CancellationToken cancellationToken) =>
        CommandClient.SendAsync(socket, request, Timeout, cancellationToken);

    /// <summary>The cause of a refusal, for people.</summary>
    public static string Explain(CommandReply refusal) => refusal.Code == CommandErrorCode.UnknownAction
        ? "the daemon that is running is older than this tool; restart it"
        : refusal.Error ?? "the daemon gave no reason";
}
