using Swictation.Domain.Reasons;
using Swictation.Plumbing.Metrics;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Where the time of segments went, from the end of the speech to the commit: the parts of <c>segment_committed</c>,
/// and recorded with it. One thread at a time records; any number reads.
/// </summary>
internal sealed class StageMetrics
{
    private long _failures;
    private long _nobodySpeaks;
    private long _noSpeechTexts;

    /// <summary>How often the recogniser has failed on a segment; each attempt counts.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Segments that became no text because nobody speaks in them.</summary>
    public long NobodySpeaks => Interlocked.Read(ref _nobodySpeaks);

    /// <summary>Segments whose text is one that recognisers write where nobody speaks.</summary>
    public long NoSpeechTexts => Interlocked.Read(ref _noSpeechTexts);

    /// <summary>Until the segment was known to be over, and was cut.</summary>
    public LatencyHistogram Capture { get; } = new(LatencyBounds.OfSpeech);

    /// <summary>From then until the recogniser began.</summary>
    public LatencyHistogram Wait { get; } = new(LatencyBounds.OfSpeech);

    public LatencyHistogram Recognition { get; } = new(LatencyBounds.OfSpeech);

    /// <summary>From the recogniser's result to the end of the commit.</summary>
    public LatencyHistogram Commit { get; } = new(LatencyBounds.OfSteps);

    public void NoteFailure() => Interlocked.Increment(ref _failures);

    /// <summary>A segment was withheld, for one of the two reasons that there are for it.</summary>
    public void NoteWithheld(ReasonCode reason) =>
        Interlocked.Increment(ref reason == ReasonCode.NoSpeechText ? ref _noSpeechTexts : ref _nobodySpeaks);

    /// <param name="latency">All of it.</param>
    public void Record(SegmentTimes times, TimeSpan latency)
    {
        if (times.Capture is not { } capture) return;

        Capture.Record(capture);
        Wait.Record(times.Wait - capture);
        Recognition.Record(times.Recognition);
        Commit.Record(latency - times.Wait - times.Recognition);
    }
}
