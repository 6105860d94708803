using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Something that happened, as it stands in the event log. Its wire form is fixed for ever: the type's name from the list
/// here, which is the name of the class in snake case, then the properties in snake case, session and time first. An event
/// whose fields are not its properties has a converter beside it. A new event is a file of its own and a line in this list,
/// which begins with those that are most frequent.
/// </summary>
/// <param name="At">When it happened, to the microsecond.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Transcription), Transcription.TypeName)]
[JsonDerivedType(typeof(MetricsUpdate), MetricsUpdate.TypeName)]
[JsonDerivedType(typeof(SegmentMeasured), SegmentMeasured.TypeName)]
[JsonDerivedType(typeof(SegmentCommitted), SegmentCommitted.TypeName)]
[JsonDerivedType(typeof(DeliveryBegun), DeliveryBegun.TypeName)]
[JsonDerivedType(typeof(TextDelivered), TextDelivered.TypeName)]
[JsonDerivedType(typeof(StateChange), StateChange.TypeName)]
[JsonDerivedType(typeof(SessionStart), SessionStart.TypeName)]
[JsonDerivedType(typeof(SessionEnd), SessionEnd.TypeName)]
[JsonDerivedType(typeof(RecogniserChanged), RecogniserChanged.TypeName)]
[JsonDerivedType(typeof(SegmentFailed), SegmentFailed.TypeName)]
[JsonDerivedType(typeof(SegmentWithheld), SegmentWithheld.TypeName)]
[JsonDerivedType(typeof(SegmentSilent), SegmentSilent.TypeName)]
[JsonDerivedType(typeof(SessionRecovered), SessionRecovered.TypeName)]
[JsonDerivedType(typeof(SessionPaused), SessionPaused.TypeName)]
[JsonDerivedType(typeof(PauseEnded), PauseEnded.TypeName)]
[JsonDerivedType(typeof(OffTheRecord), OffTheRecord.TypeName)]
[JsonDerivedType(typeof(AudioKept), AudioKept.TypeName)]
[JsonDerivedType(typeof(AudioDropped), AudioDropped.TypeName)]
[JsonDerivedType(typeof(AudioInterrupted), AudioInterrupted.TypeName)]
[JsonDerivedType(typeof(AudioResumed), AudioResumed.TypeName)]
[JsonDerivedType(typeof(AudioSilent), AudioSilent.TypeName)]
[JsonDerivedType(typeof(AudioSounding), AudioSounding.TypeName)]
[JsonDerivedType(typeof(AudioLevel), AudioLevel.TypeName)]
[JsonDerivedType(typeof(Suspended), Suspended.TypeName)]
[JsonDerivedType(typeof(StorageFailed), StorageFailed.TypeName)]
[JsonDerivedType(typeof(StorageRestored), StorageRestored.TypeName)]
[JsonDerivedType(typeof(EventsLost), EventsLost.TypeName)]
[JsonDerivedType(typeof(LogSalvaged), LogSalvaged.TypeName)]
[JsonDerivedType(typeof(EventsRemoved), EventsRemoved.TypeName)]
[JsonDerivedType(typeof(AudioRemoved), AudioRemoved.TypeName)]
[JsonDerivedType(typeof(Forgotten), Forgotten.TypeName)]
[JsonDerivedType(typeof(TextRevised), TextRevised.TypeName)]
[JsonDerivedType(typeof(SessionTitled), SessionTitled.TypeName)]
[JsonDerivedType(typeof(SessionTagged), SessionTagged.TypeName)]
[JsonDerivedType(typeof(SessionNoted), SessionNoted.TypeName)]
[JsonDerivedType(typeof(SessionMarked), SessionMarked.TypeName)]
[JsonDerivedType(typeof(SegmentImported), SegmentImported.TypeName)]
[JsonDerivedType(typeof(SessionImported), SessionImported.TypeName)]
[JsonDerivedType(typeof(TotalsImported), TotalsImported.TypeName)]
[JsonDerivedType(typeof(LogRestored), LogRestored.TypeName)]
[JsonDerivedType(typeof(OriginsForgotten), OriginsForgotten.TypeName)]
public abstract record SessionEvent(
    [property: JsonPropertyName("timestamp"), JsonPropertyOrder(WireOrder.Time)] DateTimeOffset At)
{
    /// <summary>The session it belongs to; null outside any session.</summary>
    [JsonIgnore]
    public virtual SessionId? InSession => null;
}
