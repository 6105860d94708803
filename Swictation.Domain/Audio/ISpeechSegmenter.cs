namespace Swictation.Domain.Audio;

/// <summary>
/// Finds the stretches of speech in a stream of audio, without waiting for more than it needs to know.
/// </summary>
public interface ISpeechSegmenter
{
    /// <summary>Takes the next frame; returns a segment when this frame shows that one has ended.</summary>
    SpeechSegment? Push(AudioFrame frame);

    /// <summary>
    /// The audio has ended: returns the speech that was under way, and forgets everything heard. To be called until it
    /// returns null.
    /// </summary>
    SpeechSegment? Flush();
}
