using Swictation.Domain.Events;

namespace Swictation.Domain.State;

/// <summary>Measures the load of the machine.</summary>
public interface ISystemLoadMeter
{
    /// <summary>The load since the last call; a call costs microseconds and never fails.</summary>
    SystemLoad Measure();
}
