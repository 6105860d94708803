using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Every run of frames that are not silent is a segment; the next silent frame ends it.</summary>
internal sealed class FrameSegmenter : ISpeechSegmenter
{
    private readonly List<short> _speech = [];
    private long _position;
    private long _endedAt;

    public long? NeedsFrom => _speech.Count == 0 ? null : _position;

    public bool IsInSpeech => _speech.Count > 0;

    public SpeechSegment? Push(AudioFrame frame)
    {
        if (frame.Samples.Span[0] == 0) return Flush();

        if (_speech.Count == 0) _position = frame.Position;
        _speech.AddRange(frame.Samples.Span);
        _endedAt = frame.CapturedAt;
        return null;
    }

    public SpeechSegment? Flush()
    {
        if (_speech.Count == 0) return null;

        var segment = new SpeechSegment(_speech.ToArray(), _position, _speech.Count, _endedAt);
        _speech.Clear();
        return segment;
    }
}
