namespace Swictation.EndToEnd.Tests.Processes;

internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
