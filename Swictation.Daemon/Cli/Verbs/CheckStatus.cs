using Swictation.Daemon.Cli.Output;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>status --check</c>: whether all is well, for scripts and monitoring.</summary>
internal static class CheckStatus
{
    private const int Well = 0;
    private const int Troubled = 1;
    private const int NoDaemon = 2;

    /// <param name="ask">Asks the daemon for its status.</param>
    public static async Task<int> RunAsync(Func<Task<CommandReply>> ask)
    {
        try
        {
            var trouble = TroubleIn(await ask().ConfigureAwait(false));
            foreach (var line in trouble) Console.Out.WriteLine(line);
            return trouble.Count == 0 ? Well : Troubled;
        }
        catch (DaemonUnreachableException e) when (e.IsThere)
        {
            Console.Out.WriteLine(e.Message);
            return Troubled;
        }
        catch (DaemonUnreachableException e)
        {
            FailureLine.Write(e.Message);
            return NoDaemon;
        }
    }

    /// <summary>A sentence for each thing that is not as it should be.</summary>
    internal static IReadOnlyList<string> TroubleIn(CommandReply reply)
    {
        if (!reply.IsSuccess) return [ReplyText.Explain(reply)];
        if (reply is DaemonStatus { Trouble: { Count: > 0 } trouble }) return trouble;
        return reply.State == PhaseName.Of(Phase.Error) ? [ReplyText.Describe(reply)] : [];
    }
}
