using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// Listens for a voice while the segmenter measures energy: under music or other voices sound goes on when the speaker
/// stops. Serves one thread.
/// </summary>
internal interface IVoiceWatch
{
    /// <summary>
    /// Samples since a voice was heard last; null where that is not known: none was heard yet, or nobody listens.
    /// </summary>
    int? Quiet { get; }

    /// <summary>Why nobody listens, although somebody is to; null while all is well. Any thread may ask.</summary>
    Trouble? Trouble => null;

    /// <summary>Takes the samples that follow those of the last call.</summary>
    void Hear(ReadOnlySpan<short> samples);

    /// <summary>The sound ends here: forgets it, and gives up its memory.</summary>
    void Forget();
}
