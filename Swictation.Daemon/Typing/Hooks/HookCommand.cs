using System.Globalization;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Hooks;

/// <summary>What became of a user's command.</summary>
internal enum HookOutcome
{
    Done,

    /// <summary>It has taken the text, by its exit code: nothing is to be typed.</summary>
    Consumed,

    /// <summary>It has failed, or took too long.</summary>
    Failed,
}

/// <summary>A command line of the user's, run by <c>/bin/sh</c> with a time limit.</summary>
/// <param name="limit">Then it is ended.</param>
internal sealed class HookCommand(string commandLine, TimeSpan limit)
{
    /// <summary>The exit code of a command that wants nothing to be typed.</summary>
    public const int ConsumedCode = 77;

    /// <param name="position">For <c>SWICTATION_POSITION</c>; null where it is about none.</param>
    /// <param name="session">For <c>SWICTATION_SESSION</c>.</param>
    /// <param name="text">For its standard input.</param>
    /// <param name="tell">Hears of a failure, in words.</param>
    public async Task<HookOutcome> RunAsync(
        long? position, long? session, string text, Action<string> tell, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>();
        if (position is { } at) environment["SWICTATION_POSITION"] = at.ToString(CultureInfo.InvariantCulture);
        if (session is { } of) environment["SWICTATION_SESSION"] = of.ToString(CultureInfo.InvariantCulture);
        var done = await ProgramRun
            .RunAsync("/bin/sh", ["-c", commandLine], limit, cancellationToken, text, readsOutput: false, environment)
            .ConfigureAwait(false);
        if (done.ExitCode == ConsumedCode) return HookOutcome.Consumed;
        if (done.IsSuccess) return HookOutcome.Done;

        tell(done.Explain($"the command '{commandLine}'"));
        return HookOutcome.Failed;
    }
}
