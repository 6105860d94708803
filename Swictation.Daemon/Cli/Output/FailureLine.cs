using Swictation.Daemon.Platform;

namespace Swictation.Daemon.Cli.Output;

/// <summary>The line on standard error with which this program fails.</summary>
internal static class FailureLine
{
    private const int Failed = 1;
    private const string ErrorPriority = "<3>"; // as in sd-daemon(3)

    /// <summary>Writes the line; the journal gets it as an error.</summary>
    /// <returns>The exit code of a failure.</returns>
    public static int Write(string reason)
    {
        var priority = JournalStream.IsStandardError ? ErrorPriority : "";
        Console.Error.WriteLine($"{priority}swictation-daemon: {reason}");
        return Failed;
    }
}
