using Swictation.Domain.Errors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Client;

/// <summary>A feed refuses the request, and repeating it would not help.</summary>
/// <param name="message">The server's message.</param>
public sealed class FeedRefusedException(string path, FeedErrorCode code, string message)
    : SwictationException($"{path}: {message} ({code})")
{
    public string Path { get; } = path;

    public FeedErrorCode Code { get; } = code;

    /// <summary>
    /// After <see cref="FeedErrorCode.PositionPruned"/>, the first event that can be had: a client that can do without
    /// those before it begins again one position before this.
    /// </summary>
    public long? Oldest { get; init; }

    /// <summary>After <see cref="FeedErrorCode.PositionUnknown"/>, the last event there is.</summary>
    public long? Head { get; init; }
}
