using Swictation.Domain.Reasons;

namespace Swictation.Domain.Audio;

/// <summary>
/// Says whether anybody speaks in a segment: recognisers make words of a cough and of music too. Serves one call at a
/// time.
/// </summary>
public interface ISpeechCheck
{
    /// <summary>Why segments are not checked, although they are to be; null if they are, or need not be.</summary>
    Trouble? Trouble => null;

    /// <summary>Judges a segment; null where segments are not checked.</summary>
    SpeechVerdict? Judge(SpeechSegment segment);

    /// <summary>Gives up the memory that it works with, until the next segment comes.</summary>
    void Rest();
}
