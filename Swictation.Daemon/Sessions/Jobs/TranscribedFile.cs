using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Editing;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// The session of a file. Like those of other logs it opens and ends nothing: it is never the current or the last one. It lies
/// before the moment at which it was asked for, as if it had been recorded until then.
/// </summary>
/// <param name="name">The name of the file, which becomes the title.</param>
internal sealed class TranscribedFile(string name, DateTimeOffset askedAt, TimeSpan length, SessionRecorder recorder)
{
    private readonly string _log = Guid.NewGuid().ToString("N");
    private readonly DateTimeOffset _start = WireTime.Truncate(askedAt - length);
    private Recogniser? _recogniser;
    private int _segments;
    private int _words;
    private int _characters;
    private double _spokenS;
    private double _recognitionMs;

    /// <summary>Null while it has no words.</summary>
    public SessionId? Id { get; private set; }

    /// <summary>Records a segment, behind the start of the session where it is the first.</summary>
    public void Add(RecognisedSpeech heard, TranscriptionResult.Text text)
    {
        var speech = heard.Speech;
        var words = recorder.Counter.Count(text.Value);
        var characters = text.Value.EnumerateRunes().Count();
        var (spokenS, recognitionMs) = (SegmentEvents.Seconds(speech.Spoken), Math.Round(heard.Times.Recognition.TotalMilliseconds, 1));
        var end = AudioFormat.Duration(speech.Position + speech.Segment.SpokenSamples);
        var begun = default(SessionId);
        recorder.Append((state, now) =>
        {
            var id = begun = Id ?? state.NextSession;
            var segment = new SegmentImported(
                id,
                WireTime.Truncate(_start + (end < length ? end : length)),
                new(_log, 1, _segments + 1),
                spokenS,
                words,
                characters,
                recognitionMs,
                recognitionMs,
                text.Value,
                SegmentEvents.Seconds(speech.Start),
                text.Confidence,
                RecognisedAt: now);
            return Id is null ? [.. Begin(id, now), segment] : [segment];
        });
        Id = begun;
        _recogniser = heard.Recogniser ?? _recogniser;
        _segments++;
        _words += words;
        _characters += characters;
        _spokenS += spokenS;
        _recognitionMs += recognitionMs;
    }

    /// <summary>Records its figures, if it has any.</summary>
    public void End()
    {
        if (Id is { } id) recorder.Append((_, _) => [Session(id, _segments + 1)]);
    }

    private IEnumerable<SessionEvent> Begin(SessionId id, DateTimeOffset now)
    {
        yield return Session(id, position: 0);
        var title = name.Length > EditText.Title.MostCharacters ? name[..EditText.Title.MostCharacters] : name;
        if (EditText.Title.FindProblem(title) is null) yield return new SessionTitled(id, now, title);
    }

    private SessionImported Session(SessionId id, long position) => new(
        id,
        _start,
        new(_log, 1, position),
        WireTime.Truncate(_start + length),
        SegmentEvents.Seconds(length),
        _segments,
        _words,
        _characters,
        SpeakingRate.WordsPerMinute(_words, _spokenS),
        _segments == 0 ? 0 : Math.Round(_recognitionMs / _segments, 1),
        Reason: null,
        Math.Round(_spokenS, 3),
        _recogniser);
}
