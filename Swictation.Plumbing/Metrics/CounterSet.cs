namespace Swictation.Plumbing.Metrics;

/// <summary>A counter for each value of an enumeration. Any number of threads may count.</summary>
public sealed class CounterSet<TKind>
    where TKind : struct, Enum
{
    public static readonly TKind[] Kinds = Enum.GetValues<TKind>();

    private readonly long[] _counts = new long[Kinds.Length];

    public long this[TKind kind] => Volatile.Read(ref _counts[Index(kind)]);

    public void Add(TKind kind) => Interlocked.Increment(ref _counts[Index(kind)]);

    private static int Index(TKind kind) => Array.IndexOf(Kinds, kind);
}
