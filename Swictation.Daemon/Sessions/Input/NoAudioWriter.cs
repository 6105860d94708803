using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>For speech off the record: its audio is never written.</summary>
internal sealed class NoAudioWriter : IAudioWriter
{
    public void Write(long position, ReadOnlySpan<short> samples)
    {
    }

    public void ReleaseBefore(long position)
    {
    }

    public void Cancel()
    {
    }

    public void Dispose()
    {
    }
}
