namespace Swictation.Domain.Audio;

/// <summary>
/// Finds the stretches of speech in a stream of audio, without waiting for more than it needs to know.
/// </summary>
public interface ISpeechSegmenter
{
    /// <summary>
    /// Position in the source before which no sample can become part of a segment that is still to be returned: what
    /// was heard before is silence, or in segments that were returned. Null when nothing heard can.
    /// </summary>
    long? NeedsFrom { get; }

    /// <summary>Takes the next frame; returns a segment when this frame shows that one has ended.</summary>
    SpeechSegment? Push(AudioFrame frame);

    /// <summary>
    /// The audio has ended: returns the speech that was under way, and forgets everything heard. To be called until it
    /// returns null.
    /// </summary>
    SpeechSegment? Flush();
}
