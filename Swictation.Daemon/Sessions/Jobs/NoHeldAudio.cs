using Swictation.Daemon.Sessions.Pipeline;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>For audio that stays where it is, whatever becomes of its segments.</summary>
internal sealed class NoHeldAudio : IHeldAudio
{
    public static readonly NoHeldAudio Instance = new();

    private NoHeldAudio()
    {
    }

    public void Settle(bool isKept, bool isStored)
    {
    }

    public void Discard()
    {
    }
}
