using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Replay.Sessions;

/// <summary>A stretch of a session of which nothing, or not all, can be read, though it was being recorded.</summary>
/// <param name="Kind">The kind of gap, by its name in <c>--json</c>.</param>
/// <param name="At">When it began, or was noticed while it goes on.</param>
/// <param name="StartS">Where it begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">How long it was; null while it goes on.</param>
/// <param name="Reason">Why there is nothing.</param>
internal sealed record Gap(string Kind, DateTimeOffset At, double StartS, double? DurationS, Reason Reason)
{
    /// <summary>The microphone was lost.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The microphone gave nothing but zeros.</summary>
    public const string Silent = "silent";

    /// <summary>The microphone was too loud: the code of <see cref="AudioLevelChanged"/>.</summary>
    public const string Clipping = AudioLevelChanged.Clipping;

    /// <summary>The microphone was too quiet for speech: the code of the same.</summary>
    public const string Quiet = AudioLevelChanged.Quiet;

    /// <summary>There was no daemon: the last one had ended without an end of the session.</summary>
    public const string Restarted = "restarted";

    /// <summary>Audio was dropped before it was transcribed.</summary>
    public const string Dropped = "dropped";
}
