namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>The last words that a starting daemon finds.</summary>
/// <param name="Newest">Null if there is none in any place.</param>
/// <param name="IsInDoubt">A place has something that is no word, or two places contradict each other.</param>
/// <param name="IsEverywhere">Every place has one.</param>
/// <param name="LastNumber">The greatest number that any of them has.</param>
internal sealed record WordsFound(KeptWord? Newest, bool IsInDoubt, bool IsEverywhere, long LastNumber = 0)
{
    /// <param name="places">The word in each place; null where there is none.</param>
    /// <param name="saved">
    /// The words in files of unsaved events. Some of these lie where anybody may put a file: they can speak against the
    /// microphone only.
    /// </param>
    public static WordsFound In(IReadOnlyCollection<string?> places, IEnumerable<string> saved)
    {
        var read = places.OfType<string>().Select(KeptWord.Parse).ToList();
        KeptWord? newest = null;
        var isInDoubt = read.Contains(null);
        foreach (var word in read.OfType<KeptWord>())
        {
            isInDoubt |= word.Number == newest?.Number && word != newest;
            if (newest is null || word.Number > newest.Value.Number) newest = word;
        }

        var ended = saved.Select(KeptWord.Parse).OfType<KeptWord>().OrderBy(word => word.Number).LastOrDefault();
        if (ended.Number > 0 && ended.Number >= (newest?.Number ?? 0))
        {
            newest = ended.Word is Word.Record or Word.None
                ? newest is { } kept ? kept with { HasEnded = true } : null
                : ended;
        }

        return new(
            newest,
            isInDoubt,
            IsEverywhere: read.Count == places.Count,
            LastNumber: Math.Max(ended.Number, newest?.Number ?? 0));
    }
}
