using Swictation.Domain.Reasons;

namespace Swictation.Domain.Audio;

/// <summary>
/// Finds the stretches of speech in a stream of audio, without waiting longer than it has to.
/// </summary>
public interface ISpeechSegmenter
{
    /// <summary>
    /// Position in the source before which no sample can become part of a segment that is still to be returned: sound
    /// before it is silence, or in segments that were returned. Null when no earlier sample can.
    /// </summary>
    long? NeedsFrom { get; }

    /// <summary>True while speech is under way, a pause inside it too. Any thread may ask.</summary>
    bool IsInSpeech { get; }

    /// <summary>Why it finds pauses less well than it could; null while all is well. Any thread may ask.</summary>
    Trouble? Trouble => null;

    /// <summary>Takes the next frame; returns a segment when this frame shows that one has ended.</summary>
    SpeechSegment? Push(AudioFrame frame);

    /// <summary>
    /// Ends the audio: returns the speech that was under way, and forgets all sound. Call it until it returns
    /// null.
    /// </summary>
    SpeechSegment? Flush();
}
