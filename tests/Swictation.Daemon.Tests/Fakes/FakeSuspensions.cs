using Swictation.Daemon.Platform.Clocks;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A machine that sleeps when a test says so.</summary>
internal sealed class FakeSuspensions : ISuspensionMeter
{
    public TimeSpan Total { get; set; }
}
