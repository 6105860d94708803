using Swictation.Domain.Errors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>A request has no answer here.</summary>
internal sealed class RefusedRequestException(FeedErrorCode code, string message) : SwictationException(message)
{
    public FeedErrorCode Code { get; } = code;
}
