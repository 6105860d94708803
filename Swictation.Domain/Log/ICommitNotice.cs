namespace Swictation.Domain.Log;

/// <summary>The notice inside this process that events were committed. Carries a position, never an event.</summary>
public interface ICommitNotice
{
    /// <summary>
    /// Runs every handler on the calling thread, one after the other; a handler must neither block nor throw.
    /// </summary>
    /// <param name="head">Sequence number of the newest committed event.</param>
    void Publish(long head);

    /// <summary>Adds a handler; disposing of the result removes it.</summary>
    IDisposable Subscribe(Action<long> handler);
}
