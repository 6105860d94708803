using System.Text.Json.Serialization;

namespace Swictation.Sockets.Commands;

/// <summary>The reply to a command that changes the recording, done or refused.</summary>
public record RecordingReply : CommandReply
{
    /// <summary>
    /// True while speech is off the record, else absent; in the replies to <c>status</c> and <c>off_the_record</c>.
    /// </summary>
    [JsonPropertyOrder(3)]
    public bool? OffTheRecord { get; init; }

    /// <summary>
    /// Segments of the session that have no text so far, because the recogniser failed on them; absent when there are
    /// none.
    /// </summary>
    [JsonPropertyOrder(9)]
    public int? WithoutText { get; init; }
}
