using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Judges segments as the test says.</summary>
internal sealed class FakeSpeechCheck : ISpeechCheck
{
    private readonly Queue<SpeechVerdict?> _verdicts = [];

    /// <summary>How often it was told that nothing is heard for the time being.</summary>
    public int Rests { get; private set; }

    /// <summary>In the next segment nobody speaks. All that follow are not judged.</summary>
    public void Refuse(double score) => _verdicts.Enqueue(new(IsSpeech: false, score));

    public void Accept(double score) => _verdicts.Enqueue(new(IsSpeech: true, score));

    public SpeechVerdict? Judge(SpeechSegment segment) => _verdicts.TryDequeue(out var verdict) ? verdict : null;

    public void Rest() => Rests++;
}
