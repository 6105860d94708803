using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Checks segments with a model, which is in memory from the first segment of a recording to its end. Where the model
/// cannot be read any more, segments are not checked, and <see cref="Trouble"/> says so.
/// </summary>
/// <param name="model">The file of the model.</param>
internal sealed class SpeechCheck(string model, ILogger logger) : ISpeechCheck
{
    /// <summary>Makes sure that there is a model to check with.</summary>
    /// <exception cref="TranscriberException">There is none.</exception>
    public static SpeechCheck Open(string model, ILogger logger)
    {
        VoiceModelFile.Read(model);
        return new(model, logger);
    }

    private VoiceCheck? _check;
    private volatile Trouble? _trouble;

    public Trouble? Trouble => _trouble;

    public SpeechVerdict? Judge(SpeechSegment segment)
    {
        if (!TryLoad()) return null;

        var score = _check!.Score(segment.Samples.Span);
        return new(score >= VoiceCheck.LeastScore, score);
    }

    public void Rest() => _check = null;

    private bool TryLoad()
    {
        if (_check is not null) return true;

        try
        {
            _check = new(VoiceModelFile.Read(model));
            _trouble = null;
            return true;
        }
        catch (TranscriberException e)
        {
            if (_trouble is null) VoiceLog.NotChecked(logger, e.Message);
            _trouble = new(TroubleCode.SpeechNotChecked, $"Sounds that are no speech may become words: {e.Message}");
            return false;
        }
    }
}
