using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Checks segments with a model, which is in memory from the first segment of a recording to its end. Where the model
/// cannot be read any more or computes no probabilities, segments are not checked, and <see cref="Trouble"/> says so.
/// </summary>
internal sealed class SpeechCheck(SharedVoiceModel model, ILogger logger) : ISpeechCheck
{
    /// <summary>Makes sure that there is a model to check with.</summary>
    /// <exception cref="TranscriberException">There is none.</exception>
    public static SpeechCheck Open(SharedVoiceModel model, ILogger logger)
    {
        model.Get();
        return new(model, logger);
    }

    // Given up by another thread than that which checks.
    private volatile VoiceCheck? _check;
    private volatile Trouble? _trouble;

    public Trouble? Trouble => _trouble;

    public SpeechVerdict? Judge(SpeechSegment segment)
    {
        if (Load() is not { } check) return null;

        var score = check.Score(segment.Samples.Span);
        if (double.IsNaN(score)) return Fail("the speech model computes no probabilities; get it again");

        _trouble = null;
        return new(score >= VoiceCheck.LeastScore, score);
    }

    public void Rest() => _check = null;

    private VoiceCheck? Load()
    {
        if (_check is { } loaded) return loaded;

        try
        {
            var check = new VoiceCheck(model.Get());
            _check = check;
            return check;
        }
        catch (TranscriberException e)
        {
            Fail(e.Message);
            return null;
        }
    }

    private SpeechVerdict? Fail(string reason)
    {
        if (_trouble is null) VoiceLog.NotChecked(logger, reason);
        (_check, _trouble) =
            (null, new(TroubleCode.SpeechNotChecked, $"Sounds that are no speech may become words: {reason}"));
        return null;
    }
}
