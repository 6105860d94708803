namespace Swictation.Domain.Audio;

/// <summary>Nothing is checked.</summary>
public sealed class NoSpeechCheck : ISpeechCheck
{
    public SpeechVerdict? Judge(SpeechSegment segment) => null;

    public void Rest()
    {
    }
}
