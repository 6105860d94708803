namespace Swictation.Daemon.Portals;

/// <summary>Why a desktop portal did not do what it was asked for.</summary>
internal enum PortalFault
{
    /// <summary>There is none, or it does not have that.</summary>
    Absent,

    /// <summary>The user has said no.</summary>
    Denied,

    /// <summary>The user has not answered in time.</summary>
    Unanswered,

    /// <summary>It has answered with an error: what was asked for is not done.</summary>
    Refused,

    /// <summary>It has gone, or does not answer: what was asked for may be done.</summary>
    Lost,
}
