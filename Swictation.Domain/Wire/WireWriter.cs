using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;

namespace Swictation.Domain.Wire;

/// <summary>
/// Events to their stored form: protocol 1 of the metrics socket, as the protocol document fixes it. The result
/// is stored and sent byte for byte (promise P3).
/// </summary>
public static class WireWriter
{
    /// <summary>Version of every body that is written now, but for those that have a version of their own.</summary>
    public const int CurrentVersion = 1;

    /// <summary>
    /// Version of a transcription whose text is withheld: the form is the same, the text is
    /// <see cref="Transcription.Withheld"/>.
    /// </summary>
    public const int WithheldVersion = 2;

    /// <summary>The stored form of an event.</summary>
    public static EventToAppend ToAppend(SessionEvent recorded) => recorded switch
    {
        UnknownEvent e => Form(e, e.Type, e.Version, e.Body),
        Transcription { IsOffTheRecord: true } e =>
            Form(e with { Text = Transcription.Withheld }, WithheldVersion) with { LiveBody = Form(e).Body },
        SegmentMeasured => Form(recorded, SegmentMeasured.Version),
        IReasonedEvent { Reason.Code: not ReasonCode.Worded } => Form(recorded, Reason.CodedVersion),
        _ => Form(recorded),
    };

    private static EventToAppend Form(SessionEvent recorded, int version = CurrentVersion)
    {
        if (recorded is Transcription said) return Form(said, Transcription.TypeName, version, SegmentTranscribedForm.Line(said, WireJson.Encoder));

        var (type, form) = WireJson.FormOf(recorded);
        return Form(recorded, type, version, JsonSerializer.SerializeToUtf8Bytes(recorded, form));
    }

    private static EventToAppend Form(SessionEvent recorded, EventType type, int version, ReadOnlyMemory<byte> body) =>
        new(recorded.InSession, WireTime.ToMicroseconds(recorded.At), type, version, body);
}
