namespace Swictation.Storage.Verification;

/// <summary>Collects what is wrong with a log: as much as somebody can read.</summary>
internal sealed class LogFindings
{
    /// <summary>Problems that are kept.</summary>
    public const int Most = 200;

    private readonly List<LogProblem> _problems = [];

    public IReadOnlyList<LogProblem> Problems => _problems;

    public long Count { get; private set; }

    public void Add(LogProblemKind kind, long? first, long? last, string words)
    {
        if (++Count <= Most) _problems.Add(new(kind, first, last, words));
    }

    public void Add(LogProblemKind kind, string words) => Add(kind, null, null, words);
}
