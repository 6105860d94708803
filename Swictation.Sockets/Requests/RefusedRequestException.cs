using Swictation.Domain.Errors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Requests;

/// <summary>A request has no answer here.</summary>
/// <param name="code">One of <see cref="FeedErrorCode"/>.</param>
internal sealed class RefusedRequestException(string code, string message) : SwictationException(message)
{
    public string Code { get; } = code;
}
