namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>A place where the last word is kept.</summary>
internal interface IWordPlace
{
    /// <summary>What stands there: a text that may be anything, or null for nothing.</summary>
    string? Read();

    /// <summary>
    /// Keeps a word instead of the last one. Where that does not work the last one goes all the same: no word is better
    /// than an old one.
    /// </summary>
    /// <returns>False if it is not kept.</returns>
    bool TryWrite(KeptWord word);
}
