using Swictation.Domain.History;

namespace Swictation.Replay.Tests.Export;

/// <summary>Sessions and transcriptions that no log has.</summary>
internal static class SpokenFaker
{
    public static RecordedSession Session(long id, DateTimeOffset startedAt) =>
        new(new(id), startedAt, startedAt.AddSeconds(30), null, TimeSpan.FromSeconds(30), 3, 9, 0, 0);

    /// <param name="spokenS">Seconds after the start of the first session, by the clock.</param>
    /// <param name="startS">The same in its sound.</param>
    public static SpokenTranscript Said(
        long sequence, string text, double spokenS, double durationS = 0, double? startS = null, double? confidence = null) =>
        new(
            sequence,
            new(1),
            RecordedLog.At(spokenS + durationS + 0.25),
            RecordedLog.At(spokenS),
            durationS,
            startS,
            text,
            text.Split().Length,
            120,
            250,
            IsOffTheRecord: false,
            confidence);
}
