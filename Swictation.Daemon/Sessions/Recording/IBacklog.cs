namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Knows whether something that was heard is still on its way to the recorder.</summary>
internal interface IBacklog
{
    /// <summary>True if a session that is stopped now can end at once.</summary>
    bool IsEmpty { get; }
}
