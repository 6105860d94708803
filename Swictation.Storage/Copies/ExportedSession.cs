using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Copies;

/// <summary>Collects the sentences of a session as they were exported, and adds up its figures.</summary>
/// <param name="key">Where it was recorded.</param>
/// <param name="id">Its number in the log that is made of the lines.</param>
internal sealed class ExportedSession((string Log, long Session) key, SessionId id)
{
    private readonly List<ExportedSentence> _sentences = [];
    private SpeechSums _sums;
    private long _position;
    private DateTimeOffset _spokenFirst = DateTimeOffset.MaxValue;
    private DateTimeOffset _start;
    private DateTimeOffset _end = DateTimeOffset.MinValue;

    public (string Log, long Session) Key => key;

    public void Add(ExportedSentence said)
    {
        var segment = said.Segment;
        _sentences.Add(said);
        _sums += segment.Sums;
        _position = Math.Max(_position, said.Origin.Position);
        // Of later ones pauses lie between.
        if (said.SpokenAt < _spokenFirst) (_spokenFirst, _start) = (said.SpokenAt, said.SessionStart);
        if (segment.Event.At > _end) _end = segment.Event.At;
    }

    /// <summary>The events of what was collected since the last time, the session with the figures of all first.</summary>
    /// <param name="head">The newest event of the log that they are appended to.</param>
    public IEnumerable<EventToAppend> Take(long head)
    {
        ExportedSentence[] taken = [.. _sentences];
        _sentences.Clear();
        var end = _end > _start ? _end : _start;
        return
        [
            WireWriter.ToAppend(new SessionImported(
                id,
                _start,
                // The log itself knows more of the session, and is to be asked when it comes.
                new(key.Log, key.Session, Math.Max(0, _position - 1)),
                end,
                (end - _start).TotalSeconds,
                (int)_sums.Segments,
                (int)_sums.Words,
                (int)_sums.Characters,
                _sums.WordsPerMinute,
                _sums.MeanLatencyMs,
                Reason: null,
                _sums.SpokenS)),
            .. taken.Select(said => said.Segment.In(id, said.Origin)),
            .. taken.SelectMany((said, i) => said.Added.Select(added => WireWriter.ToAppend(Placed(added, head + 2 + i)))),
        ];
    }

    private Afterthought Placed(Afterthought added, long sentence) =>
        added is TextRevised text ? text with { Session = id, Of = sentence } : added with { Session = id };
}
