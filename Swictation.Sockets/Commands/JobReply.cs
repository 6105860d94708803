using Swictation.Domain.Recognition;

namespace Swictation.Sockets.Commands;

/// <summary>The reply to <c>recognise</c>, <c>transcribe</c> and <c>job</c>: how a job of recognition gets on.</summary>
public sealed record JobReply : CommandReply
{
    /// <summary>Its number, to ask for it with <c>job</c>.</summary>
    public required long Job { get; init; }

    /// <summary>Seconds of sound that are done.</summary>
    public required double DoneS { get; init; }

    /// <summary>Seconds of sound that it is about; 0 while that is not known.</summary>
    public required double TotalS { get; init; }

    /// <summary>Segments that are done, each told once.</summary>
    public required IReadOnlyList<RecognitionStep> Steps { get; init; }

    /// <summary>True behind the last of them.</summary>
    public required bool Over { get; init; }

    /// <summary>Why it ended before it was done.</summary>
    public string? Reason { get; init; }
}
