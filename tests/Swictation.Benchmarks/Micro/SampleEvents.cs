using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Benchmarks.Micro;

/// <summary>Events of an ordinary size in each of their forms.</summary>
internal static class SampleEvents
{
    public static readonly Transcription Transcription = new(
        new(12),
        new DateTimeOffset(2026, 3, 1, 14, 23, 15, TimeSpan.Zero),
        "he was not an ill disposed young man unless to be rather cold",
        WordsPerMinute: 145.2,
        LatencyMs: 234.5,
        Words: 13);

    public static readonly MetricsUpdate Metrics = new(
        new(12), Transcription.At, Phase.Recording, new(5, 42, 145.2, 30.5, 234.5), new(0, 0, 23.1));

    /// <summary>An event as it comes out of the log.</summary>
    public static StoredEvent Stored(SessionEvent recorded)
    {
        var form = WireWriter.ToAppend(recorded);
        return new(1, form.Session, form.AtMicroseconds, form.Type, form.Version, form.Body);
    }
}
