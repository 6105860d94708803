using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Text;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// Dictation is the user's own: no other user may put a database in the place of theirs, or read it.
/// </summary>
internal static class PrivateDatabase
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Checks that the database and all that stands beside it are this user's, and in a place where they stay so. Touches
    /// nothing.
    /// </summary>
    /// <exception cref="DatabaseOpenException">Another user could put something else there, or has.</exception>
    public static void EnsureOwn(DatabaseName name)
    {
        var path = name.Path;
        foreach (var place in name.Links.Append(path)) EnsureNobodyReplaces(path, Path.GetDirectoryName(place)!);
        foreach (var link in name.Links) EnsureOwnLink(path, link);
        PrivateFiles.EnsureOwn(path, FilesOf(path).Append(AudioOf(path)));
        EnsureOwnAudio(path);
    }

    /// <summary>Gives the database and the files beside it to their owner alone.</summary>
    /// <exception cref="UnauthorizedAccessException">The file system does not allow it.</exception>
    public static void Close(string path)
    {
        foreach (var file in FilesOf(path))
        {
            if (FileRights.Of(file) is { LetsOthersIn: true }) File.SetUnixFileMode(file, OwnerOnly);
        }

        var audio = AudioOf(path);
        if (FileState.Of(audio, followsLink: true) is { IsDirectory: true, Rights.LetsOthersIn: true })
            File.SetUnixFileMode(audio, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static IEnumerable<string> FilesOf(string path) =>
    [
        path, DatabaseFile.WalOf(path), DatabaseFile.SharedMemoryOf(path),
        path + ".lock", path + ".salvage", path + ".salvaging", path + ".suspect", path + ".head", path + ".compacting",
        RestoreOrder.PathOf(path), path + ".restoring", path + ".importing",
        TakeoverOrder.PathOf(path), path + ".taking-over", path + ".taking-over-copy",
    ];

    private static string AudioOf(string path) => path + "-audio";

    private static void EnsureNobodyReplaces(string path, string directory)
    {
        if (FileRights.Of(directory) is { LetsOthersReplace: true })
        {
            throw new DatabaseOpenException(
                path,
                $"other users can write to its directory; try: chmod go-w {ShellWord.Of(directory)}, or name a file elsewhere");
        }
    }

    // In a directory like /tmp anybody can make a link, and lead it elsewhere tomorrow. The kernel follows none of them
    // there either.
    private static void EnsureOwnLink(string path, string link)
    {
        if (FileState.Of(link, followsLink: false) is { Rights: { IsStrangers: true, User: var owner } })
        {
            throw new DatabaseOpenException(
                path, $"{link} is a symbolic link of user {owner}; name the file itself, or another one");
        }
    }

    private static void EnsureOwnAudio(string path)
    {
        var audio = AudioOf(path);
        if (FileState.Of(audio, followsLink: true) is not { } place) return;
        if (!place.IsDirectory) throw new DatabaseOpenException(path, $"{audio} is no directory; move it away");
        if (!place.Rights.IsOwn)
        {
            throw new DatabaseOpenException(
                path, $"{audio} leads to a directory of user {place.Rights.User}; remove it or name another file");
        }

        if (place.Rights.IsWritableByOthers)
        {
            throw new DatabaseOpenException(
                path, $"other users can write to its audio; try: chmod go-w {ShellWord.Of(audio)}, or name a file elsewhere");
        }
    }
}
