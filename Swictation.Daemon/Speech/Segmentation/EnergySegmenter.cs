using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// Finds speech by its energy: a stretch that is louder, in some band, than the noise under it. Takes frames of any
/// length and judges 20 ms at a time, at the same small cost each; holds no more audio than
/// <see cref="SegmenterOptions.MaximumLength"/>. Where sound goes on, a voice that has stopped ends a segment too, if there is
/// somebody to listen for it.
/// </summary>
/// <remarks>
/// A frame shorter than <see cref="SegmenterOptions.Hangover"/> ends one segment at most. After longer ones further
/// segments may be ready: they are returned by the next calls, and at the end by calling <see cref="Flush"/> until it
/// returns null.
/// </remarks>
internal sealed class EnergySegmenter : ISpeechSegmenter
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(20);
    private static readonly int FrameSamples = AudioFormat.Samples(FrameTime);

    private readonly SegmenterOptions _options;
    private readonly IVoiceWatch? _voice;
    private readonly int _padding;
    private readonly int _maximumLength;
    private readonly int _voicePause;
    private readonly int _onsetFrames;
    private readonly SampleBuffer _heard;
    private readonly RecentFrames _recent;
    private readonly Queue<HeardFrame> _unjudged = [];
    private readonly Queue<SpeechSegment> _ready = [];
    private readonly short[] _frame = new short[FrameSamples];
    private int _frameFilled;
    private long? _positionOfIndexZero;
    private SpeechDetector _detector;
    private volatile bool _isInSpeech;
    private double _loudestDb;
    private bool _isRemainder;
    private int _spokenFrames;
    private int _loudFrames;
    private HeardFrame _firstLoud;
    private HeardFrame _firstSpoken;
    private HeardFrame _lastSpoken;

    /// <param name="voice">Null: energy alone decides.</param>
    public EnergySegmenter(SegmenterOptions options, IVoiceWatch? voice = null)
    {
        _options = options;
        _voice = voice;
        _voicePause = AudioFormat.Samples(options.VoicePause);
        _padding = AudioFormat.Samples(options.Padding);
        _maximumLength = AudioFormat.Samples(options.MaximumLength);
        _onsetFrames = (int)Math.Ceiling(options.Onset / FrameTime);
        // Around the speech of the longest segment are what is kept before it, a silence that has not ended it yet, and
        // frames that are not judged yet.
        _heard = new SampleBuffer(
            _maximumLength + _padding + AudioFormat.Samples(options.Hangover) + (WakingSound.Frames * FrameSamples));
        _recent = new RecentFrames((int)(options.SplitSearch / FrameTime));
        _detector = new SpeechDetector(options.LowestNoiseDb);
    }

    public bool IsInSpeech => _isInSpeech;

    public Trouble? Trouble => _voice?.Trouble;

    public long? NeedsFrom => _ready.TryPeek(out var waiting)
        ? waiting.Position - (waiting.Samples.Length - waiting.SpokenSamples)
        : _heard.Start + _positionOfIndexZero;

    public SpeechSegment? Push(AudioFrame frame)
    {
        var samples = frame.Samples.Span;
        var taken = 0;
        while (taken < samples.Length)
        {
            var part = samples.Slice(taken, Math.Min(FrameSamples - _frameFilled, samples.Length - taken));
            part.CopyTo(_frame.AsSpan(_frameFilled));
            _frameFilled += part.Length;
            taken += part.Length;
            if (_frameFilled == FrameSamples) Hear(frame.Position + taken, frame.CapturedAt);
        }

        return NextReady();
    }

    public SpeechSegment? Flush()
    {
        while (_unjudged.TryDequeue(out var next)) Judge(next);
        // Fewer than 20 ms are left over; they belong to the speech before them, if there is any.
        if (_isInSpeech) _heard.Append(_frame.AsSpan(0, _frameFilled));
        if (_isInSpeech) EndSpeech();

        _frameFilled = 0;
        _loudFrames = 0;
        _positionOfIndexZero = null;
        _heard.DropBefore(_heard.End);
        _recent.Clear();
        _voice?.Forget();
        _detector = new SpeechDetector(_options.LowestNoiseDb);
        return NextReady();
    }

    private SpeechSegment? NextReady() => _ready.TryDequeue(out var segment) ? segment : null;

    private void Hear(long positionAfter, long capturedAt)
    {
        var samples = _frame.AsSpan(0, _frameFilled);
        _frameFilled = 0;
        _positionOfIndexZero = positionAfter - samples.Length - _heard.End;
        var levels = _detector.Hear(samples);
        var frame = new HeardFrame(
            _heard.End, samples.Length, positionAfter - samples.Length, capturedAt, levels);
        _heard.Append(samples);
        _voice?.Hear(samples);

        // At first, and after digital silence, nothing is known of the noise: earlier frames are judged when
        // it is.
        _unjudged.Enqueue(frame);
        while (_detector.IsSettled && _unjudged.TryDequeue(out var next)) Judge(next);
    }

    private void Judge(HeardFrame frame)
    {
        frame = frame with { IsSpeech = _isInSpeech ? GoesOn(frame.Levels) : Begins(frame.Levels) };
        _recent.Add(frame);

        if (frame.IsSpeech) TakeLoud(frame);
        else TakeQuiet(frame);
        if (_isInSpeech && frame.IsSpeech && EndOfVoice(frame) is { } last) EndSpeech(last);
        if (_isInSpeech && _lastSpoken.End - _firstSpoken.Start >= _maximumLength) SplitSpeech();
    }

    private bool Begins(BandLevels levels) => _detector.Excess(levels) > _options.OnsetMarginDb;

    private bool GoesOn(BandLevels levels)
    {
        _loudestDb -= _options.LoudestDecayDb * FrameTime.TotalSeconds;
        return _detector.Excess(levels) > _options.ReleaseMarginDb
            && levels.Total > _loudestDb - _options.SpeechRangeDb;
    }

    private void TakeLoud(HeardFrame frame)
    {
        if (_loudFrames++ == 0) _firstLoud = frame;
        if (_loudFrames >= _onsetFrames) TakeSpeech(frame);
        else if (!_isInSpeech) _heard.DropBefore(_firstLoud.Start - _padding);
    }

    // Shorter ones are clicks: they neither begin speech nor make it longer.
    private void TakeSpeech(HeardFrame frame)
    {
        if (!_isInSpeech) (_firstSpoken, _loudestDb) = (_firstLoud, frame.Levels.Total);
        _isInSpeech = true;
        _loudestDb = Math.Max(_loudestDb, frame.Levels.Total);
        _lastSpoken = frame;
        _spokenFrames += _loudFrames == _onsetFrames ? _onsetFrames : 1;
    }

    private void TakeQuiet(HeardFrame frame)
    {
        _loudFrames = 0;
        if (_isInSpeech && AudioFormat.Duration(frame.End - _lastSpoken.End) < Hangover()) return;
        if (_isInSpeech) EndSpeech();
        _heard.DropBefore(frame.End - _padding);
    }

    private TimeSpan Hangover()
    {
        var length = AudioFormat.Duration(_lastSpoken.End - _firstSpoken.Start);
        var way = (length - _options.ShortSegment) / (_options.LongSegment - _options.ShortSegment);
        return _options.Hangover - (Math.Clamp(way, 0, 1) * (_options.Hangover - _options.ShortestHangover));
    }

    // Only where the sound goes on: silence has a limit of its own. A voice that was not heard at all may be too weak.
    private HeardFrame? EndOfVoice(HeardFrame frame)
    {
        if (_voice?.Quiet is not { } quiet) return null;

        var end = _heard.End - quiet;
        return frame.End - end < _voicePause ? null : _recent.FindLast(_firstSpoken.Start, end);
    }

    private void EndSpeech(HeardFrame last)
    {
        _lastSpoken = last;
        EndSpeech();
    }

    private void EndSpeech()
    {
        var isEnough = _isRemainder || _spokenFrames * FrameTime >= _options.MinimumSpeech;
        if (isEnough) Cut(Math.Min(_lastSpoken.End + _padding, _heard.End), _lastSpoken);
        _isInSpeech = false;
        _isRemainder = false;
        _spokenFrames = 0;
        _loudFrames = 0;
    }

    /// <summary>Cuts at the quietest point of the last seconds and goes on with the speech behind it.</summary>
    private void SplitSpeech()
    {
        if (_recent.FindSplit(_firstSpoken.Start, _lastSpoken.Start) is not { } split)
        {
            EndSpeech();
            return;
        }

        Cut(Math.Min(split.At, split.LastSpokenBefore.End + _padding), split.LastSpokenBefore);
        _firstSpoken = split.FirstSpokenAfter;
        _heard.DropBefore(_firstSpoken.Start - _padding);
        _spokenFrames = split.SpokenFramesAfter;
        _isRemainder = true;
    }

    private void Cut(long end, HeardFrame lastSpoken)
    {
        _ready.Enqueue(new SpeechSegment(
            _heard.CopyUntil(end),
            _firstSpoken.Position,
            (int)(lastSpoken.End - _firstSpoken.Start),
            lastSpoken.CapturedAt));
        _heard.DropBefore(end);
    }
}
