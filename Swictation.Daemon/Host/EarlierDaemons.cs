using Microsoft.Data.Sqlite;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Domain.Errors;
using Swictation.Storage;
using Swictation.Storage.Copies;

namespace Swictation.Daemon.Host;

/// <summary>What earlier daemons have left outside the log, taken over before anything is appended.</summary>
/// <param name="Words">Keeps the user's last word from now on.</param>
/// <param name="Microphone">What the last word so far allows.</param>
internal sealed record EarlierDaemons(WordKeeper Words, MicrophoneDecision Microphone)
{
    /// <summary>Puts their events into the log that could not be stored, and reads the last word.</summary>
    /// <exception cref="DatabaseOpenException">The events still cannot be written.</exception>
    public static EarlierDaemons TakeOver(DaemonContext context, SqliteEventLog log)
    {
        var options = context.Options;
        var isLogNew = log.Reader.Head == 0;
        var places = WordFile.PlacesOf(options.DatabasePath, options.RuntimeDirectory);
        var found = WordsFound.In([.. places.Select(place => place.Read())], UnsavedEvents.FindWords(options, () => ReadLineage(options)));
        new UnsavedReturn(log, log.Reader, context.Logger).TakeBack(options);
        var words = new WordKeeper(places, found, context.Logger);
        if (isLogNew && found is { Newest: null, IsInDoubt: false }) words.Keep(Word.None);
        return new(words, MicrophoneDecision.Of(isLogNew, found, options.Record));
    }

    private static LogLineage? ReadLineage(DaemonOptions options)
    {
        try
        {
            return LogLineage.Open(options.DatabasePath);
        }
        catch (Exception e) when (e is EventLogDamagedException or SqliteException)
        {
            return null;
        }
    }
}
