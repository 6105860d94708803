using Swictation.Domain.Errors;

namespace Swictation.Sockets.Client;

/// <summary>
/// The log that is served now is not the one that the client has read so far: its positions mean nothing in it. To go
/// on, forget all events and begin a new client with <c>After = 0</c>.
/// </summary>
/// <param name="expected">The <c>log_id</c> that the client's position belongs to.</param>
/// <param name="found">The one that the server has named.</param>
public sealed class LogReplacedException(string path, string expected, string found)
    : SwictationException(
        $"{path}: the event log was replaced ({expected} by {found}); read the new one from its start")
{
    public string Path { get; } = path;

    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
