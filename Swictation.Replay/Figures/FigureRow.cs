using Swictation.Domain.State;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Figures;

/// <summary>Figures of a span of time, or of a session.</summary>
/// <param name="Sessions">Those that began in it.</param>
/// <param name="WithoutText">Segments of these on which the recogniser failed.</param>
/// <param name="SpokenS">Seconds of speech whose length is known; <paramref name="MeasuredWords"/> were said in them.</param>
internal sealed record FigureRow(
    string Label,
    long Sessions = 0,
    long WithoutText = 0,
    long Segments = 0,
    long Words = 0,
    long MeasuredWords = 0,
    double SpokenS = 0,
    double SumOfLatencyMs = 0,
    double SumOfRecognitionMs = 0)
{
    // What people type on average, as in lifetime_stats.
    private const double TypedWordsPerMinute = 40;

    public double WordsPerMinute => SpeakingRate.WordsPerMinute((int)Math.Min(MeasuredWords, int.MaxValue), SpokenS);

    /// <summary>Typing the same words, minus the time it took to speak them.</summary>
    public double SavedMinutes => Math.Max(0, (MeasuredWords / TypedWordsPerMinute) - (SpokenS / 60));

    public double LatencyMs => Segments > 0 ? SumOfLatencyMs / Segments : 0;

    public double RecognitionMs => Segments > 0 ? SumOfRecognitionMs / Segments : 0;

    public FigureRow With(SpeechFigures said) => this with
    {
        Segments = Segments + said.Segments,
        Words = Words + said.Words,
        MeasuredWords = MeasuredWords + said.MeasuredWords,
        SpokenS = SpokenS + said.SpokenS,
        SumOfLatencyMs = SumOfLatencyMs + said.LatencyMs,
        SumOfRecognitionMs = SumOfRecognitionMs + said.RecognitionMs,
    };
}
