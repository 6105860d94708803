using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Workers;

internal enum ReplyKind
{
    /// <summary>The first line of a worker whose models are loaded; once more where it can say more of itself later.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>The first and last line of one that cannot be used.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>Words that may still change.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>The text of a segment, empty where nothing was heard.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>A segment has no text.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
