namespace Swictation.Domain.Errors;

/// <summary>A buffer was full for as long as anybody waits for it.</summary>
/// <param name="buffer">The name of the full buffer.</param>
/// <param name="limit">Bytes that it holds.</param>
/// <param name="current">Bytes that were waiting to get into it.</param>
public sealed class BufferLimitReachedException(string buffer, long limit, long current)
    : SwictationException($"{buffer}: {current} bytes wait behind the {limit} that it holds")
{
    public string Buffer { get; } = buffer;

    public long Limit { get; } = limit;

    public long Current { get; } = current;
}
