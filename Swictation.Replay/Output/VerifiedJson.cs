using System.Text.Json.Serialization;
using Swictation.Storage.Verification;

namespace Swictation.Replay.Output;

/// <summary>What was found of a log, as <c>verify --json</c> prints it.</summary>
internal sealed record VerifiedJson(
    string LogId,
    bool Whole,
    long Head,
    string HeadHash,
    long From,
    long ProvableFrom,
    long LinkedUpTo,
    long Events,
    long Removed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? NotCopied,
    long Forgotten,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? SinceSeq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SalvagedFrom,
    long ProblemCount,
    IReadOnlyList<LogProblemJson> Problems)
{
    public static VerifiedJson Of(VerifiedLog log) => new(
        log.LogId,
        log.IsWhole,
        log.Head,
        log.HeadHash,
        log.From,
        log.ProvableFrom,
        log.LinkedUpTo,
        log.Events,
        log.Removed,
        log.NotCopied > 0 ? log.NotCopied : null,
        log.Forgotten,
        log.SinceSeq,
        log.SalvagedFrom,
        log.ProblemCount,
        [.. log.Problems.Select(problem => new LogProblemJson(problem.Kind.Name, problem.First, problem.Last, problem.Words))]);
}
