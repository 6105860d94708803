namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>
/// Whether a daemon that comes up listens without a command (promise P13): only where the last word was for it, beyond
/// doubt.
/// </summary>
/// <param name="MayGoOn">A session that the log says was being recorded a moment ago may go on.</param>
/// <param name="Starts">A session is started, or the paused one goes on.</param>
/// <param name="MayOpen">A microphone that is always to be open is opened, though nothing is recorded yet.</param>
/// <param name="Reason">Why not, though the log or the settings would have it; null where the word allows it.</param>
internal sealed record MicrophoneDecision(bool MayGoOn, bool Starts, bool MayOpen, string? Reason)
{
    /// <param name="isLogNew">Nothing was ever recorded in the log.</param>
    /// <param name="words">The last word, as it was kept.</param>
    /// <param name="option">The setting.</param>
    public static MicrophoneDecision Of(bool isLogNew, WordsFound words, RecordOption option)
    {
        // A new log holds no command, unless a kept word says that there was one.
        var word = words.Newest ?? (isLogNew ? new KeptWord(0, Word.None, HasEnded: true) : null);
        var against = words.IsInDoubt ? "what the last command was cannot be read any more" : Contradict(word);
        var doubt = against ?? ExplainEnd(word!.Value, words.IsEverywhere);
        // A user who starts the daemon with --record wants its session to go on, but not one that was stopped.
        var isTold = option == RecordOption.OnCommandLine && word is null or { Word: Word.Record };
        var starts = option == RecordOption.OnCommandLine || (option == RecordOption.Configured && against is null);
        return new(doubt is null || isTold, starts, MayOpen: starts || against is null, doubt);
    }

    private static string? Contradict(KeptWord? word) => word?.Word switch
    {
        null => "what the last command was is not known",
        Word.None or Word.Record => null,
        Word.Stop => "the last command was stop",
        Word.Pause => "the last command was pause",
        Word.Cancel => "the last command was cancel",
        _ => "the last command was quit",
    };

    private static string? ExplainEnd(KeptWord word, bool isEverywhere) =>
        word.Word == Word.None ? "nobody has started recording"
        : word.HasEnded ? "the last daemon has ended its session"
        : isEverywhere ? null
        : "the last command is not kept in every place";
}
