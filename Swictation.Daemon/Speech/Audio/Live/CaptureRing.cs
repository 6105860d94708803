using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// The last seconds that were captured, in memory only. One thread adds; another takes, and if it is slower than this
/// holds, the oldest are gone.
/// </summary>
internal sealed class CaptureRing : IDisposable
{
    public const int FrameSamples = AudioFormat.SamplesPerSecond / 50;

    // Longer than a slow disk blocks the reader.
    private const int Frames = 10 * 50;

    private readonly Lock _changing = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly Slot[] _slots = [.. Enumerable.Range(0, Frames).Select(_ => new Slot())];
    private long _added;
    private long _forgotten;

    /// <summary>Position behind the newest sample.</summary>
    public long End { get; private set; }

    private long Oldest => Math.Max(_forgotten, _added - Frames);

    /// <param name="samples">At most one more than <see cref="FrameSamples"/>.</param>
    public void Add(long position, ReadOnlySpan<short> samples, long capturedAt)
    {
        lock (_changing)
        {
            var slot = SlotOf(_added++);
            samples.CopyTo(slot.Samples);
            (slot.Count, slot.Position, slot.CapturedAt) = (samples.Length, position, capturedAt);
            End = position + samples.Length;
        }

        Wake();
    }

    /// <summary>
    /// The first frame that begins at a position or behind it, as a number for <see cref="TryTake"/>.
    /// </summary>
    public long Find(long position)
    {
        lock (_changing)
        {
            var found = _added;
            while (found > Oldest && SlotOf(found - 1).Position >= position) found--;
            return found;
        }
    }

    /// <summary>Copies a frame, or the oldest that is there still, and counts on.</summary>
    /// <param name="samples">Has room for one more than <see cref="FrameSamples"/>.</param>
    /// <param name="isLate">True if frames before it are gone already.</param>
    public bool TryTake(ref long number, Memory<short> samples, out AudioFrame frame, out bool isLate)
    {
        lock (_changing)
        {
            frame = default;
            isLate = number < Oldest;
            number = Math.Max(number, Oldest);
            if (number == _added) return false;

            var slot = SlotOf(number++);
            slot.Samples.AsSpan(0, slot.Count).CopyTo(samples.Span);
            frame = new(samples[..slot.Count], slot.Position, slot.CapturedAt);
            return true;
        }
    }

    /// <summary>Returns when a frame was added, or <see cref="Wake"/> called, since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    public void Wake()
    {
        lock (_changing) if (_changed.CurrentCount == 0) _changed.Release();
    }

    /// <summary>Wipes the samples before a position: they may not be read any more.</summary>
    public void ForgetBefore(long position)
    {
        lock (_changing)
        {
            while (Oldest < _added && SlotOf(Oldest).Position < position)
            {
                Array.Clear(SlotOf(Oldest).Samples);
                _forgotten = Oldest + 1;
            }
        }
    }

    public void Dispose() => _changed.Dispose();

    private Slot SlotOf(long number) => _slots[number % Frames];

    private sealed class Slot
    {
        public short[] Samples { get; } = new short[FrameSamples + 1];

        public int Count { get; set; }

        public long Position { get; set; }

        public long CapturedAt { get; set; }
    }
}
