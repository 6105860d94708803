using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Domain.Recognition;

/// <summary>Turns speech into text. Serves one call at a time.</summary>
public interface ITranscriber : IAsyncDisposable
{
    /// <summary>What is wrong with it at the moment, beside single segments; null if nothing is.</summary>
    Trouble? Trouble => null;

    /// <summary>What it is, for the log; null where it does not say.</summary>
    Recogniser? Recogniser => null;

    /// <summary>
    /// Transcribes one segment. That a recogniser hears nothing or fails on a segment is expected, and comes back as
    /// <see cref="TranscriptionResult.Silence"/> or <see cref="TranscriptionResult.Failed"/>.
    /// </summary>
    Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken);
}
