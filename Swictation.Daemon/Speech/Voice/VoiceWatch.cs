using System.Globalization;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Listens with Silero's voice activity detector, which is in memory from the first sound to the end. Where the model cannot
/// be read or computes no probabilities, it knows nothing until the sound ends; where it is so slow that it is
/// <see cref="LongestDelay"/> behind, until it is level. Either is in the log, and in <see cref="Trouble"/> for as long.
/// </summary>
/// <param name="time">Says how long the detector takes.</param>
internal sealed class VoiceWatch(SharedVoiceModel model, TimeProvider time, ILogger logger) : IVoiceWatch
{
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(300);

    // Between sentences it is below for 0.4 s at least, under music 5 dB below them too; inside them never for so long.
    private const double LeastProbability = 0.3;

    private static readonly TimeSpan WindowTime = AudioFormat.Duration(VoiceModel.Window);

    private readonly short[] _window = new short[VoiceModel.Window];
    private VoiceDetector? _detector;
    private TimeSpan _delay;
    private bool _isBehind;
    private bool _hasFailed;
    private bool _isToldBehind;
    private volatile Trouble? _trouble;
    private int _filled;
    private int? _quietBeforeWindow;

    public int? Quiet => _quietBeforeWindow + _filled;

    public Trouble? Trouble => _trouble;

    public void Hear(ReadOnlySpan<short> samples)
    {
        while (samples.Length > 0)
        {
            var part = samples[..Math.Min(samples.Length, _window.Length - _filled)];
            part.CopyTo(_window.AsSpan(_filled));
            _filled += part.Length;
            samples = samples[part.Length..];
            if (_filled < _window.Length) continue;

            _filled = 0;
            HearWindow();
        }
    }

    public void Forget()
    {
        (_detector, _delay, _isBehind, _hasFailed, _isToldBehind) = (null, TimeSpan.Zero, false, false, false);
        (_filled, _quietBeforeWindow, _trouble) = (0, null, null);
    }

    private void HearWindow()
    {
        if (_hasFailed) return;
        if (_isBehind) CatchUp();
        else if ((_detector ??= Load()) is { } detector) Listen(detector);
    }

    private void Listen(VoiceDetector detector)
    {
        var startedAt = time.GetTimestamp();
        var probability = detector.Hear(_window);
        var late = _delay + time.GetElapsedTime(startedAt) - WindowTime;
        _delay = late > TimeSpan.Zero ? late : TimeSpan.Zero;
        if (!float.IsFinite(probability))
            Fail("the speech model computes no probabilities; get it again");
        else if (_delay >= LongestDelay)
            FallBehind();
        else
            _quietBeforeWindow = probability >= LeastProbability ? 0 : _quietBeforeWindow + VoiceModel.Window;
    }

    private void FallBehind()
    {
        var words = string.Create(
            CultureInfo.InvariantCulture, $"the speech model is {_delay.TotalMilliseconds:F0} ms behind the sound");
        (_detector, _isBehind, _quietBeforeWindow, _trouble) = (null, true, null, TroubleOf(words));
        // A machine that is too slow is so again and again.
        if (!_isToldBehind) VoiceLog.Behind(logger, words);
        _isToldBehind = true;
    }

    // What is not listened to takes no time.
    private void CatchUp()
    {
        _delay -= WindowTime;
        if (_delay > TimeSpan.Zero) return;

        (_isBehind, _trouble) = (false, null);
        VoiceLog.Level(logger);
    }

    private VoiceDetector? Load()
    {
        try
        {
            return new(model.Get());
        }
        catch (TranscriberException e)
        {
            Fail(e.Message);
            return null;
        }
    }

    private void Fail(string reason)
    {
        VoiceLog.NotListening(logger, reason);
        (_detector, _hasFailed, _quietBeforeWindow, _trouble) = (null, true, null, TroubleOf(reason));
    }

    private static Trouble TroubleOf(string reason) =>
        new(TroubleCode.PausesNotHeard, $"Pauses are found by the level of the sound alone: {reason}");
}
