using Swictation.Domain.Events;
using Swictation.Storage.Audio;

namespace Swictation.Storage.Usage;

/// <summary>All files of audio beside a log, whatever form they have.</summary>
internal static class AudioFiles
{
    /// <param name="isCancelled">Whether a session was.</param>
    /// <returns>Each with its kind, the time of its sound and its length in bytes.</returns>
    public static IEnumerable<(AudioKind Kind, DateTimeOffset At, long Bytes)> Find(
        string databasePath, Func<SessionId, bool> isCancelled)
    {
        var directory = new AudioDirectory(databasePath);
        return In(directory.Kept, _ => AudioKind.Kept)
            .Concat(In(directory.Failed, _ => AudioKind.Failed))
            .Concat(In(directory.Withheld, _ => AudioKind.Withheld))
            .Concat(In(directory.Cancelled, _ => AudioKind.Cancelled))
            .Concat(In(directory.Orphaned, _ => AudioKind.Orphaned))
            .Concat(In(
                directory.Unfinished,
                session => session is { } known && isCancelled(known) ? AudioKind.Cancelled : AudioKind.Waiting));
    }

    // A file may go while it is looked at.
    private static IEnumerable<(AudioKind Kind, DateTimeOffset At, long Bytes)> In(
        string directory, Func<SessionId?, AudioKind> kindOf)
    {
        var place = new DirectoryInfo(directory);
        if (!place.Exists) yield break;

        foreach (var file in place.EnumerateFiles())
        {
            if (!file.Exists) continue;
            var audio = AudioFileName.Read(file, isMeasured: false);
            yield return (kindOf(audio?.Session), audio?.At ?? file.LastWriteTimeUtc, file.Length);
        }
    }
}
