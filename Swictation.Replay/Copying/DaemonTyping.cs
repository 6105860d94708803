using System.Globalization;
using Swictation.Plumbing.Processes;
using Swictation.Replay.Errors;

namespace Swictation.Replay.Copying;

/// <summary>Has the daemon's program type, which knows the ways and notes each delivery in the log.</summary>
internal static class DaemonTyping
{
    private const string Program = "swictation-daemon";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="number">1 for the last sentence, 2 for the one before it.</param>
    /// <returns>The exit code of that program, which says on standard error why it has failed.</returns>
    /// <exception cref="TypingFailedException">It cannot be run.</exception>
    public static async Task<int> TypeAgainAsync(int number, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Program);
        var done = await ProgramRun
            .RunAsync(
                File.Exists(beside) ? beside : Program,
                ["type", "--again", number.ToString(CultureInfo.InvariantCulture)],
                Limit,
                cancellationToken,
                readsOutput: false)
            .ConfigureAwait(false);
        return done.ExitCode ?? throw new TypingFailedException(done.Explain(Program));
    }
}
