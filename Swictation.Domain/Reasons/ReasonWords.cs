namespace Swictation.Domain.Reasons;

/// <summary>The words for reasons.</summary>
internal static class ReasonWords
{
    private const string List = "'swictation-daemon devices' lists what there is";

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
        ReasonCode.SalvageFailed => ($"it is damaged and could not be salvaged yet{InBrackets(reason)}", "remove the cause"),
        ReasonCode.EventMissing => ($"event {reason.Detail} cannot be found", ""),
        ReasonCode.EventDamaged => ($"event {reason.Detail} does not agree with its checksum", ""),
        ReasonCode.EndDamaged => (reason.Detail ?? "it does not end where it did", ""),
        ReasonCode.IndexDamaged => (reason.Detail ?? "an index contradicts the log", ""),
        ReasonCode.WriteAheadLogDamaged => (reason.Detail ?? "its write-ahead log lacks commits", ""),
        ReasonCode.SchemaDamaged => (reason.Detail ?? "its schema is not what it was", ""),
        ReasonCode.RecogniserTooSlow => (
            "the recogniser was too slow for it, and no more of it fitted into memory", ""),
        ReasonCode.NothingButSilence => ("the microphone gives nothing but silence", "is it muted?"),
        ReasonCode.MicrophoneMissing => ("there is no such microphone", $"plug it in or name another, {List}"),
        ReasonCode.MicrophoneBusy => (
            "the microphone is used by another program", "close that, or use the sound server's device (default)"),
        ReasonCode.MicrophoneForbidden => ("the microphone may not be opened", "add the user to the group audio"),
        ReasonCode.SoundServerDown => (
            "the sound server does not answer", $"start PulseAudio or PipeWire, or name another device, {List}"),
        ReasonCode.MicrophoneNotInServer => (
            "the sound server has no such microphone, or has stopped",
            $"plug it in, start the server, or name another, {List}"),
        ReasonCode.MicrophoneNotOpened => ($"the microphone cannot be opened{InBrackets(reason)}", List),
        ReasonCode.MicrophoneUnsuited => ($"the microphone does not give {reason.Detail}", $"name another, {List}"),
        ReasonCode.MicrophoneGone => ("the microphone is gone", "plug it in again"),
        ReasonCode.MicrophoneOrServerGone => (
            "the microphone is gone, or the sound server has stopped", "plug it in again, or start the server"),
        ReasonCode.MicrophoneFailed => (
            $"the microphone has failed{InBrackets(reason)}", "check its cable and the sound server"),
        ReasonCode.MicrophoneSoundless => (
            "the microphone gives no sound", "check its cable, and the sound server if there is one"),
        ReasonCode.LibraryMissing => ($"cannot be read because {reason.Detail} is missing", "install that package with apt"),
        ReasonCode.DatabaseError => (reason.Detail ?? "the database has failed", ""),
        ReasonCode.NobodySpeaks => ("nobody speaks", ""),
        ReasonCode.NoSpeechText => ("recognisers write this where nobody speaks", ""),
        _ => OfSentence(reason.Detail ?? ""),
    };

    private static string InBrackets(Reason reason) => reason.Detail is { } detail ? $" ({detail})" : "";

    private static (string Cause, string Remedy) OfSentence(string sentence) =>
        sentence.Split(';', 2) is [var cause, var remedy] ? (cause, remedy.TrimStart()) : (sentence, "");
}
