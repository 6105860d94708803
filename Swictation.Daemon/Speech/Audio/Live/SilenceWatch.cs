using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Notices a microphone that is muted: one that is on has noise, if only of the last bit. A muted one delivers zeros
/// for seconds on end.
/// </summary>
internal sealed class SilenceWatch(string source, ILogger logger)
{
    /// <summary>Longer than a sound server needs to wake a device up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private long _zeros;
    private volatile bool _isSilent;

    public bool IsSilent => _isSilent;

    /// <summary>For how long it has been; zero while it is not.</summary>
    public TimeSpan Silence => _isSilent ? AudioFormat.Duration(_zeros) : TimeSpan.Zero;

    /// <summary>A new recording, or the device was gone: earlier sound does not count.</summary>
    public void Begin()
    {
        _zeros = 0;
        _isSilent = false;
    }

    public void Hear(ReadOnlySpan<short> samples)
    {
        if (samples.ContainsAnyExcept((short)0))
        {
            if (_isSilent) CaptureLog.Sounding(logger, source);
            Begin();
            return;
        }

        _zeros += samples.Length;
        if (_isSilent || AudioFormat.Duration(_zeros) < Patience) return;

        _isSilent = true;
        CaptureLog.Silent(logger, source, Patience.TotalSeconds);
    }
}
