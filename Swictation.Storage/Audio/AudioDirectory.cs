using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Plumbing.Files;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Audio;

/// <summary>
/// Where the audio of a database is: <c>DATABASE-audio</c> with what is not transcribed yet, and in it <c>failed</c>,
/// <c>withheld</c>, <c>cancelled</c>, <c>kept</c> and <c>orphaned</c>. Each is made when it is needed, for its owner alone.
/// </summary>
internal sealed class AudioDirectory(string databasePath)
{
    /// <summary>Held by whoever moves audio, puts one form of it in place of another, or takes something out of it.</summary>
    public static readonly Lock Changing = new();

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Unfinished { get; } = DatabaseName.Resolve(databasePath) + "-audio";

    public string Failed => Path.Combine(Unfinished, "failed");

    public string Withheld => Path.Combine(Unfinished, "withheld");

    public string Cancelled => Path.Combine(Unfinished, "cancelled");

    public string Kept => Path.Combine(Unfinished, "kept");

    public string Orphaned => Path.Combine(Unfinished, "orphaned");

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All => [Unfinished, Failed, Withheld, Cancelled, Kept, Orphaned];

    /// <summary>The audio in a directory, by session and in order. Of two forms of the same the one that is whole.</summary>
    /// <param name="isMeasured">False where nobody needs the lengths: those of FLAC files are 0 then, and no file is opened.</param>
    /// <param name="of">Only that of this session; null for all.</param>
    public static IReadOnlyList<StoredAudio> List(string directory, bool isMeasured = true, SessionId? of = null)
    {
        var place = new DirectoryInfo(directory);
        if (!place.Exists) return [];

        FileInfo[] files;
        lock (Changing) files = [.. place.EnumerateFiles(of is { } session ? $"{session}-*" : "*").Where(IsWhole)];
        return
        [
            .. files
                .Select(file => AudioFileName.Read(file, isMeasured))
                .OfType<StoredAudio>()
                .OrderBy(audio => audio.Session.Value)
                .ThenBy(audio => audio.Position)
                .ThenBy(audio => audio.At),
        ];
    }

    /// <summary>Deletes audio in whichever form it is there.</summary>
    /// <exception cref="AudioStoreException">It stays.</exception>
    public static void Delete(StoredAudio audio)
    {
        try
        {
            lock (Changing)
            {
                // Without the WAV file, what is beside it would be taken for whole.
                File.Delete(FlacFile.NameOf(audio.Path));
                File.Delete(WavOf(audio.Path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AudioStoreException(audio.Path, $"cannot be deleted: {e.Message}", e);
        }
    }

    /// <exception cref="AudioStoreException">It cannot be made.</exception>
    public static void Make(string directory)
    {
        if (Directory.Exists(directory)) return;
        try
        {
            Directory.CreateDirectory(directory, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AudioStoreException(directory, $"the directory cannot be made: {e.Message}", e);
        }

        Sync(Path.GetDirectoryName(directory)!);
    }

    /// <summary>Moves a file, with a header that is true.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    public static string Move(StoredAudio audio, string directory)
    {
        Make(directory);
        var target = Path.Combine(directory, audio.Name);
        try
        {
            using (var file = File.OpenHandle(audio.Path, access: FileAccess.ReadWrite, share: FileShare.ReadWrite))
                RandomAccess.Write(file, WavHeader.Of(audio.Samples), fileOffset: 0);
            lock (Changing) File.Move(audio.Path, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AudioStoreException(audio.Path, $"cannot be moved to {directory}: {e.Message}", e);
        }

        Sync(directory);
        return target;
    }

    /// <summary>Brings the names of new files to the disk.</summary>
    /// <exception cref="AudioStoreException">Nobody knows whether they are there.</exception>
    public static void Sync(string directory)
    {
        try
        {
            Disk.SyncDirectory(directory);
        }
        catch (IOException e)
        {
            throw new AudioStoreException(directory, $"the directory cannot be brought to the disk: {e.Message}", e);
        }
    }

    private static bool IsWhole(FileInfo file) => file.Extension == AudioFileName.Extension
        || (file.Extension == FlacFile.Extension && !File.Exists(WavOf(file.FullName)));

    private static string WavOf(string path) => Path.ChangeExtension(path, AudioFileName.Extension);
}
