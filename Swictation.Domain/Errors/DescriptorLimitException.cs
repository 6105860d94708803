namespace Swictation.Domain.Errors;

/// <summary>The process may open too few files to work.</summary>
/// <param name="limit">How many it may open.</param>
/// <param name="needed">How many it needs.</param>
public sealed class DescriptorLimitException(long limit, int needed)
    : SwictationException(
        $"the limit on open files is {limit}, and {needed} are needed; raise it with: ulimit -n 1024 (of a service: LimitNOFILE=1024)")
{
    public long Limit { get; } = limit;

    public int Needed { get; } = needed;
}
