using Swictation.Domain.Recognition;
using Swictation.Replay.Output;

namespace Swictation.Replay.Recognising;

/// <summary>Counts what became of segments that were recognised again.</summary>
internal sealed class HeardFigures
{
    private readonly Dictionary<RecognitionOutcome, int> _counts = [];
    private int _errors;
    private int _words;

    /// <summary>How many there are of an outcome.</summary>
    public int this[RecognitionOutcome outcome] => _counts.GetValueOrDefault(outcome);

    public int Segments => _counts.Values.Sum();

    /// <summary>Words by which the new texts differ from the old ones, and words of those: of the sentences that have both.</summary>
    public (int Errors, int Words) Distance => (_errors, _words);

    public void Add(HeardSegment heard)
    {
        _counts[heard.Outcome] = this[heard.Outcome] + 1;
        _errors += heard.Distance?.Errors ?? 0;
        _words += heard.Distance?.Words ?? 0;
    }

    public HeardFiguresJson ToJson() => new(
        Segments,
        this[RecognitionOutcome.Added],
        this[RecognitionOutcome.Changed],
        this[RecognitionOutcome.Unchanged],
        this[RecognitionOutcome.NoWords],
        this[RecognitionOutcome.Failed],
        this[RecognitionOutcome.Corrected],
        this[RecognitionOutcome.NoAudio],
        _errors,
        _words,
        _words > 0 ? Math.Round((double)_errors / _words, 4) : null);
}
