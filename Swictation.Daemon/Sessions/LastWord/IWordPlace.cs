namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>A place where the last word is kept.</summary>
internal interface IWordPlace
{
    /// <summary>The text in this place, which may be anything; null for none.</summary>
    string? Read();

    /// <summary>
    /// Keeps a word instead of the last one. Where that does not work the last one goes all the same: no word is better
    /// than an old one.
    /// </summary>
    /// <returns>False if it is not kept.</returns>
    bool TryWrite(KeptWord word);
}
