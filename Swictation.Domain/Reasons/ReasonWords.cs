namespace Swictation.Domain.Reasons;

/// <summary>The words for reasons.</summary>
internal static class ReasonWords
{
    /// <summary>The cause, and a remedy or an empty text.</summary>
    public static (string Cause, string Remedy) Of(Reason reason) => reason.Code switch
    {
        ReasonCode.DiskFull => ("the disk is full", "free some space"),
        ReasonCode.ReadOnly => ("it is read-only", "make the file and its directory writable"),
        ReasonCode.CannotOpen => ($"a file beside it cannot be opened{InBrackets(reason)}", "check its directory"),
        ReasonCode.InputOutput => ($"input/output error {reason.Detail}", "check the disk"),
        ReasonCode.Locked => ("another program keeps it locked", "close that one"),
        ReasonCode.Damaged => ("it is damaged", "restart the daemon to have it set aside"),
        ReasonCode.Moved => (
            "its file was deleted, moved or replaced while it was open",
            "put it back, or restart the daemon for a new one"),
        ReasonCode.BeingSalvaged => ("it is damaged, is set aside and salvaged", ""),
        ReasonCode.RecogniserTooSlow => (
            "the recogniser was too slow for it, and no more of it fitted into memory", ""),
        ReasonCode.NothingButSilence => ("the microphone gives nothing but silence", "is it muted?"),
        ReasonCode.DatabaseError => (reason.Detail ?? "the database has failed", ""),
        _ => OfSentence(reason.Detail ?? ""),
    };

    private static string InBrackets(Reason reason) => reason.Detail is { } detail ? $" ({detail})" : "";

    private static (string Cause, string Remedy) OfSentence(string sentence) =>
        sentence.Split(';', 2) is [var cause, var remedy] ? (cause, remedy.TrimStart()) : (sentence, "");
}
