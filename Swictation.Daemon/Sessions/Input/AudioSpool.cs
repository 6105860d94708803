using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// The audio of a take on the disk, and the part that is still needed there: audio that may yet become a segment, and
/// segments without a committed result. The input writes, the pipeline settles.
/// </summary>
internal sealed class AudioSpool(IAudioWriter writer, ILogger logger) : IHeldAudio
{
    private readonly Lock _changing = new();
    private readonly Queue<long> _unsettled = [];
    private long _heardUpTo;
    private int _recorded;
    private volatile Trouble? _trouble;
    private bool _isPinned;

    /// <summary>Why audio cannot be stored at the moment; null while it can.</summary>
    public Trouble? Trouble => _trouble;

    /// <summary>Stores a frame before it is segmented. One that cannot be stored is recognised all the same.
    /// </summary>
    public void Write(long position, ReadOnlySpan<short> samples)
    {
        try
        {
            writer.Write(position, samples);
            if (_trouble is not null) InputLog.AudioStoredAgain(logger);
            _trouble = null;
        }
        catch (AudioStoreException e)
        {
            if (_trouble is null) InputLog.AudioNotStored(logger, e.Message);
            _trouble = new(TroubleCode.AudioNotStored, $"Speech is recognised, but a crash would lose it: {e.Message}");
        }
    }

    /// <summary>A segment is on its way to the recogniser; to be called before the audio behind it is released.</summary>
    public void Await(long firstSample)
    {
        lock (_changing)
        {
            if (!_isPinned) _unsettled.Enqueue(firstSample);
        }
    }

    /// <summary>Nothing before this position can become part of another segment.</summary>
    public void NeedFrom(long position)
    {
        lock (_changing) _heardUpTo = position;
        Release();
    }

    /// <inheritdoc/>
    /// <remarks>Where audio has to stay, the rest of its take stays too.</remarks>
    public void Settle(bool isKept, bool isStored)
    {
        lock (_changing)
        {
            _isPinned |= !isKept;
            if (!_isPinned) _recorded++;
            for (; isStored && !_isPinned && _recorded > 0; _recorded--) _unsettled.Dequeue();
        }

        Release();
    }

    /// <summary>Nothing more is heard in this take: brings all of it to the disk.</summary>
    public void End()
    {
        writer.Dispose();
        lock (_changing) _heardUpTo = long.MaxValue;
        Release();
    }

    /// <inheritdoc/>
    public void Discard()
    {
        lock (_changing)
        {
            (_isPinned, _recorded, _heardUpTo) = (false, 0, long.MaxValue);
            _unsettled.Clear();
        }

        writer.Cancel();
    }

    private void Release()
    {
        long needed;
        lock (_changing) needed = _unsettled.TryPeek(out var oldest) ? Math.Min(oldest, _heardUpTo) : _heardUpTo;
        writer.ReleaseBefore(needed);
    }
}
