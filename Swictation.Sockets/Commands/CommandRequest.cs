namespace Swictation.Sockets.Commands;

/// <summary>A request of a client of the command socket.</summary>
/// <param name="RequestId">The client's name for this request: echoed, and not done twice within a minute.</param>
/// <param name="SessionId">The session, for actions on one.</param>
/// <param name="On">The new value, for actions that switch something on or off.</param>
/// <param name="LogId">The log of that session; null for the one that the daemon writes.</param>
/// <param name="Force">True to do it although something may be lost.</param>
/// <param name="Speed">How fast a session is played; 1 as it happened, 0 as fast as possible.</param>
/// <param name="Transcriber">What is to recognise a session that begins: a name; null for the daemon's own recogniser.</param>
/// <param name="Language">The language that it is to expect; null: as it is set.</param>
/// <param name="MaxGapS">The longest pause of a session that is played, in seconds, before it is divided by the speed.</param>
public sealed record CommandRequest(
    string Action,
    string? RequestId,
    long? SessionId = null,
    bool? On = null,
    string? LogId = null,
    bool? Force = null,
    double? Speed = null,
    double? MaxGapS = null,
    string? Transcriber = null,
    string? Language = null)
{
    /// <summary>Words, for actions on what holds all of them.</summary>
    public string? Words { get; init; }

    /// <summary>Ranges of positions in the log, each of two numbers, for actions on single events.</summary>
    public IReadOnlyList<long[]>? Positions { get; init; }

    /// <summary>Ranges of sessions, each of two numbers, for actions on several.</summary>
    public IReadOnlyList<long[]>? Sessions { get; init; }

    /// <summary>Nothing before this time, in microseconds since 1970.</summary>
    public long? FromUs { get; init; }

    /// <summary>Nothing after this time, in microseconds since 1970.</summary>
    public long? ToUs { get; init; }

    /// <summary>Nothing behind this position: what a user was shown.</summary>
    public long? UpTo { get; init; }

    /// <summary>True to remove figures too.</summary>
    public bool? Counts { get; init; }

    /// <summary>For <c>forget</c>: true, and the events themselves go.</summary>
    public bool? Entirely { get; init; }

    /// <summary>Files beside the log, by their full names.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>The transcription that is delivered: its position in the log.</summary>
    public long? Position { get; init; }

    /// <summary>The first of several, up to <see cref="Position"/>.</summary>
    public long? First { get; init; }

    /// <summary>How its words are put at the cursor.</summary>
    public string? Way { get; init; }

    /// <summary>The window that has the cursor.</summary>
    public string? Window { get; init; }

    /// <summary>What became of them.</summary>
    public string? Outcome { get; init; }

    /// <summary>From the first key to the last.</summary>
    public double? Ms { get; init; }

    /// <summary>True if they may have been delivered before.</summary>
    public bool? Again { get; init; }

    /// <summary>The text that a sentence or a session is given.</summary>
    public string? Text { get; init; }

    /// <summary>True for what has a text too.</summary>
    public bool? All { get; init; }

    /// <summary>A file, by its full name.</summary>
    public string? Path { get; init; }

    /// <summary>The number of a job of recognition.</summary>
    public long? Job { get; init; }

    /// <summary>True to take the newest text of a sentence back.</summary>
    public bool? TakeBack { get; init; }

    /// <summary>The moment that is marked, in microseconds since 1970.</summary>
    public long? MarkedUs { get; init; }

    /// <summary>The same in seconds of recorded time since its session began.</summary>
    public double? StartS { get; init; }
}
