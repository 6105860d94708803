using System.CommandLine;

namespace Swictation.Replay.Options;

/// <summary>Asks before something is done.</summary>
internal static class Question
{
    /// <summary>True for a yes from standard input.</summary>
    public static bool IsAgreed(ParseResult parsed, string question)
    {
        parsed.InvocationConfiguration.Output.Write(question);
        parsed.InvocationConfiguration.Output.Flush();
        var answer = Console.In.ReadLine();
        if (Console.IsInputRedirected) parsed.InvocationConfiguration.Output.WriteLine();
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
