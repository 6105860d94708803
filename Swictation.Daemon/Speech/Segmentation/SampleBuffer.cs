namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// The last samples heard, by index from the first ever heard. Holds a fixed number; forgetting and adding move
/// nothing.
/// </summary>
internal sealed class SampleBuffer(int capacity)
{
    private readonly short[] _samples = new short[capacity];

    /// <summary>Index of the oldest sample held.</summary>
    public long Start { get; private set; }

    /// <summary>Index that the next sample will have.</summary>
    public long End { get; private set; }

    public int Count => (int)(End - Start);

    public void Append(ReadOnlySpan<short> samples)
    {
        if (Count + samples.Length > capacity)
            throw new InvalidOperationException("More samples than the buffer was made for.");
        var at = (int)(End % capacity);
        var untilWrap = Math.Min(samples.Length, capacity - at);
        samples[..untilWrap].CopyTo(_samples.AsSpan(at));
        samples[untilWrap..].CopyTo(_samples);
        End += samples.Length;
    }

    /// <summary>Forgets the samples before an index.</summary>
    public void DropBefore(long index) => Start = Math.Clamp(index, Start, End);

    /// <summary>A copy of everything held before an index.</summary>
    public short[] CopyUntil(long index)
    {
        var copy = new short[index - Start];
        var at = (int)(Start % capacity);
        var untilWrap = Math.Min(copy.Length, capacity - at);
        _samples.AsSpan(at, untilWrap).CopyTo(copy);
        _samples.AsSpan(0, copy.Length - untilWrap).CopyTo(copy.AsSpan(untilWrap));
        return copy;
    }
}
