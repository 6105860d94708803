using Swictation.Domain.Names;

namespace Swictation.Sockets.Protocol;

/// <summary>Why a client of protocol 2 that has done nothing wrong is closed; docs/protocol.md lists the reasons.</summary>
public readonly record struct ByeReason(string Name) : IWireName<ByeReason>
{
    public static ByeReason Shutdown { get; } = new("shutdown");
    public static ByeReason LogChanged { get; } = new("log_changed");

    public static ByeReason Named(string name) => new(name);

    public override string ToString() => Name;
}
