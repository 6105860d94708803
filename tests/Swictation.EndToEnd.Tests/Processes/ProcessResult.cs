namespace Swictation.EndToEnd.Tests.Processes;

internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands on standard error beside notes of the log of what is being done.</summary>
    public string[] Reasons => [.. ErrorLines.Where(line => !line.Contains(" info: ", StringComparison.Ordinal))];
}
