using Swictation.Plumbing.Text;
using Swictation.Storage.Verification;

namespace Swictation.Replay.Output;

/// <summary>What was found of a log, for people.</summary>
internal static class VerifiedText
{
    public static void Write(VerifiedLog log, TextWriter output)
    {
        foreach (var problem in log.Problems) output.WriteLine($"{problem.Kind}: {OneLine.Of(problem.Words)}");
        if (log.ProblemCount > log.Problems.Count) output.WriteLine($"and {log.ProblemCount - log.Problems.Count} more");
        if (log.IsWhole)
        {
            output.WriteLine(log.Head < log.From
                ? $"Log {log.LogId}: no event yet."
                : $"Log {log.LogId}: events {log.From} to {log.Head} are what was written, in order.");
        }

        if (log.Removed > 0) output.WriteLine($"Taken out, and told of by the log: {Counted.Of(log.Removed, "event")}");
        if (log.NotCopied > 0) output.WriteLine($"A backup of what was new, without {Counted.Of(log.NotCopied, "earlier event")}.");
        if (log.Forgotten > 0) output.WriteLine($"Forgotten, with proof of what they were: {Counted.Of(log.Forgotten, "event")}");
        if (log.SalvagedFrom is { } former) output.WriteLine($"Made of what could be read of the damaged log {former}.");
        if (log.ProvableFrom > log.From && log.ProvableFrom > 1)
            output.WriteLine($"Provable from {log.ProvableFrom} on; events before it are what they were when they were chained.");
        if (log.SinceSeq is { } since) output.WriteLine($"The noted hash is that of position {since}.");
        if (log.HeadHash.Length > 0) output.WriteLine($"Head, to be noted elsewhere: {log.Head}:{log.HeadHash}");
    }
}
