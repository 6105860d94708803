using System.Text.Json.Nodes;

namespace Swictation.Sockets.Commands;

/// <summary>The reply to <c>metrics</c>.</summary>
public sealed record MetricsReply : CommandReply
{
    /// <summary>An object of figures.</summary>
    public required JsonObject Metrics { get; init; }
}
