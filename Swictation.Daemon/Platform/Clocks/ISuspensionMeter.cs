namespace Swictation.Daemon.Platform.Clocks;

/// <summary>Knows how long the machine has slept.</summary>
internal interface ISuspensionMeter
{
    /// <summary>
    /// Time that the machine was suspended since it was started: what timestamps and timers do not count. Never goes
    /// back by more than a millisecond.
    /// </summary>
    TimeSpan Total { get; }
}
