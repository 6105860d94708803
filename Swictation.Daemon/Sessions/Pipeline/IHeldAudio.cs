namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>Audio on the disk that stays until the outcome of its segments is recorded.</summary>
internal interface IHeldAudio
{
    /// <summary>The result of its oldest unsettled segment is recorded.</summary>
    /// <param name="isKept">False if its audio has no other copy: then it stays.</param>
    /// <param name="isStored">False if the event is in memory still: then it stays until a later one is stored.</param>
    void Settle(bool isKept, bool isStored);

    /// <summary>Its session was cancelled: none of it is transcribed, unless somebody asks for that soon.</summary>
    void Discard();
}
