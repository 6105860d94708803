using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Workers;

internal enum RequestKind
{
    /// <summary>The first line of all.</summary>
    [JsonStringEnumMemberName("hello")]
    Hello,

    /// <summary>A segment begins; its audio follows.</summary>
    [JsonStringEnumMemberName("begin")]
    Begin,

    /// <summary>A piece of its samples, behind the line.</summary>
    [JsonStringEnumMemberName("audio")]
    Audio,

    /// <summary>The segment has no more samples, and wants its text.</summary>
    [JsonStringEnumMemberName("end")]
    End,

    /// <summary>The segment is not wanted any more; it is answered all the same.</summary>
    [JsonStringEnumMemberName("cancel")]
    Cancel,
}
