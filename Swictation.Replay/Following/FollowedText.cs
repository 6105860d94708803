using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Replay.Output;
using Swictation.Sockets.Client;

namespace Swictation.Replay.Following;

/// <summary>Events as people follow them: a line each.</summary>
/// <param name="isTextOnly">Without times, and nothing but what was said.</param>
internal sealed class FollowedText(TimeProvider time, ScreenStyle style, bool isTextOnly)
{
    public string Of(ReceivedEvent received)
    {
        var recorded = WireReader.Read(new(
            received.Sequence,
            received.Session,
            WireTime.ToMicroseconds(received.At),
            received.Type,
            WireWriter.CurrentVersion,
            received.Line));
        if (isTextOnly && recorded is Transcription only) return OneLine.Of(only.Text);

        return $"{HumanText.TimeOfDay(recorded.At, time.LocalTimeZone)}  {Describe(recorded, received.Type)}";
    }

    private string Describe(SessionEvent recorded, EventType type) => recorded switch
    {
        Transcription said => OneLine.Of(said.Text),
        SessionStart start => style.Dim($"-- session {start.Session} began --"),
        SessionEnd { Reason: { } reason } end => style.Dim($"-- session {end.Session} ended: {OneLine.Of(reason.Name)} --"),
        SessionEnd end => style.Dim($"-- session {end.Session} ended --"),
        _ => style.Dim($"-- {OneLine.Of(type.Name)} --"),
    };
}
