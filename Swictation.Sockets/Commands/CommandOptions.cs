namespace Swictation.Sockets.Commands;

/// <summary>Limits of the command socket.</summary>
public sealed record CommandOptions
{
    /// <summary>More clients than this at once are refused.</summary>
    public int MaxClients { get; init; } = 256;

    public int MaxRequestBytes { get; init; } = 64 * 1024;

    /// <summary>How long a client may take to send its request, and to read the reply.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request id is remembered.</summary>
    public TimeSpan RequestIdMemory { get; init; } = TimeSpan.FromMinutes(1);
}
