using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>A file with one segment on which the recogniser has failed; goes when it is text, or known to be none.</summary>
internal sealed class KeptAudio(IAudioStore store, StoredAudio audio, ILogger logger) : IHeldAudio
{
    /// <inheritdoc/>
    public void Settle(bool isKept, bool isStored)
    {
        if (isKept && isStored) LetGo(store.Release);
    }

    /// <inheritdoc/>
    public void Discard() => LetGo(store.Cancel);

    private void LetGo(Action<StoredAudio> how)
    {
        try
        {
            how(audio);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotReleased(logger, e.Message);
        }
    }
}
