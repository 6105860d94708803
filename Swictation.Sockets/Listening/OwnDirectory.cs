using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>A directory that is this user's alone, in one where every user can make files.</summary>
public sealed class OwnDirectory(string path)
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary><c>/tmp/swictation-UID</c>.</summary>
    public static OwnDirectory OfThisUser { get; } = new($"/tmp/swictation-{LibC.geteuid()}");

    public string Path { get; } = path;

    /// <summary>True if it is there and no other user can write to it.</summary>
    public bool IsSafe => FileState.Of(Path, followsLink: false) is not null && FindFault() is null;

    /// <summary>Checks that it can be used, or made. Touches nothing.</summary>
    /// <exception cref="SocketBindFailedException">Another user owns it, or can write to it.</exception>
    public void EnsureUsable()
    {
        if (FindFault() is { } fault) throw new SocketBindFailedException(Path, fault);
    }

    /// <summary>Makes it where it is missing, for its owner alone.</summary>
    /// <inheritdoc cref="EnsureUsable"/>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(Path, OwnerOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            EnsureUsable();
            throw new SocketBindFailedException(Path, $"the directory cannot be made: {e.Message}");
        }

        EnsureUsable();
    }

    private string? FindFault() => FileState.Of(Path, followsLink: false) switch
    {
        null => null,
        { Rights: { IsOwn: false, User: var owner } } => $"belongs to user {owner}; have that user or root remove it",
        { IsSymbolicLink: true } => "is a symbolic link; remove it",
        { IsDirectory: false } => "is no directory; move it away",
        _ when (File.GetUnixFileMode(Path) & ~OwnerOnly) is not UnixFileMode.None =>
            $"is open to other users; try: chmod 700 {ShellWord.Of(Path)}",
        _ => null,
    };
}
