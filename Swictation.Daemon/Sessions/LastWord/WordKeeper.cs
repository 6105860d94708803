using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>Keeps the user's last word wherever it can, so that it survives the log. One thread at a time.</summary>
/// <param name="found">The words that the last daemon has kept in these places.</param>
internal sealed class WordKeeper(IReadOnlyList<IWordPlace> places, WordsFound found, ILogger logger)
{
    private KeptWord? _last = found.Newest;
    private long _number = found.LastNumber;
    private bool _isKept;

    /// <summary>The newest word, whether it could be kept or not; null if there is none.</summary>
    public KeptWord? Last => _last;

    public void Keep(Word word) => Write(word, hasEnded: false);

    /// <summary>The daemon ends in an orderly way: its session does not go on. The word stays what it was.</summary>
    public void End()
    {
        if (_last is { } last) Write(last.Word, hasEnded: true);
    }

    private void Write(Word word, bool hasEnded)
    {
        if (_isKept && _last?.Word == word && _last?.HasEnded == hasEnded) return;

        KeptWord next = new(++_number, word, hasEnded);
        _last = next;
        _isKept = true;
        foreach (var place in places)
        {
            if (place.TryWrite(next)) continue;
            LastWordLog.NotKept(logger, place);
            _isKept = false;
        }
    }
}
