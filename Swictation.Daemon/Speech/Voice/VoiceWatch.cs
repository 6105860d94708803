using Microsoft.Extensions.Logging;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Listens with Silero's voice activity detector, which is in memory from the first sound to the end. Where the model cannot
/// be read, or the detector is so slow that it is <see cref="LongestDelay"/> behind, it knows nothing for a while, and says so
/// in the log.
/// </summary>
/// <param name="model">The file of the model.</param>
/// <param name="time">Says how long the detector takes.</param>
internal sealed class VoiceWatch(string model, TimeProvider time, ILogger logger) : IVoiceWatch
{
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(300);

    // Between sentences it is below for 0.4 s at least, under music 5 dB below them too; inside them never for so long.
    private const double LeastProbability = 0.3;

    private static readonly TimeSpan WindowTime = AudioFormat.Duration(VoiceModel.Window);

    private readonly short[] _window = new short[VoiceModel.Window];
    private VoiceDetector? _detector;
    private TimeSpan _delay;
    private bool _isBehind;
    private bool _isMissing;
    private int _filled;
    private int? _quietBeforeWindow;

    public int? Quiet => _quietBeforeWindow + _filled;

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
        (_detector, _delay, _isBehind, _isMissing) = (null, TimeSpan.Zero, false, false);
        (_filled, _quietBeforeWindow) = (0, null);
    }

    private void HearWindow()
    {
        if (_isBehind) CatchUp();
        else if (TryLoad(out var detector)) Listen(detector);
    }

    private void Listen(VoiceDetector detector)
    {
        var startedAt = time.GetTimestamp();
        var isVoice = detector.Hear(_window) >= LeastProbability;
        var late = _delay + time.GetElapsedTime(startedAt) - WindowTime;
        _delay = late > TimeSpan.Zero ? late : TimeSpan.Zero;
        _quietBeforeWindow = isVoice ? 0 : _quietBeforeWindow + VoiceModel.Window;
        if (_delay < LongestDelay) return;

        VoiceLog.Behind(logger, _delay.TotalMilliseconds);
        (_detector, _isBehind, _quietBeforeWindow) = (null, true, null);
    }

    // What is not listened to takes no time.
    private void CatchUp()
    {
        _delay -= WindowTime;
        _isBehind = _delay > TimeSpan.Zero;
    }

    private bool TryLoad([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out VoiceDetector? detector)
    {
        if (_detector is null && !_isMissing)
        {
            try
            {
                _detector = new(VoiceModelFile.Read(model));
            }
            catch (TranscriberException e)
            {
                VoiceLog.NotListening(logger, e.Message);
                _isMissing = true;
            }
        }

        detector = _detector;
        return detector is not null;
    }
}
