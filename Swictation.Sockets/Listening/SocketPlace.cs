using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Settings;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Where one of the daemon's sockets is: at the path that was named; or else at the standard one and, where another
/// user holds that, under the same name in a directory of this user's own. Daemon and clients both ask here.
/// </summary>
public sealed class SocketPlace
{
    private const string Choice = "or name another path with --metrics-socket and --ipc-socket";

    private readonly OwnDirectory? _own;

    /// <param name="own">Where the second place is; null where there is none.</param>
    internal SocketPlace(string path, OwnDirectory? own)
    {
        Path = path;
        _own = own;
    }

    /// <summary>The path that is meant: the first place to look.</summary>
    public string Path { get; }

    /// <summary>The second place; null where the path was named.</summary>
    public string? Second => _own is null ? null : System.IO.Path.Combine(_own.Path, System.IO.Path.GetFileName(Path));

    /// <summary>
    /// The holder of the first place of two, as <c>FILE belongs to user N</c>: a file of another user stands there, or the
    /// lock of one, in a directory in which only its owner can remove it. Null where that is not so.
    /// </summary>
    public string? Obstacle => _own is null || !SocketPath.IsSticky(Path) ? null
        : Describe(Path) ?? Describe(PathLock.Of(Path));

    public static SocketPlace Of(SocketSetting setting) =>
        new(setting.Path, setting.IsNamed ? null : OwnDirectory.OfThisUser);

    /// <summary>One path and no other.</summary>
    public static SocketPlace Named(string path) => new(path, own: null);

    /// <summary>Checks that a socket can be made, in the first place or the second. Touches nothing.</summary>
    /// <exception cref="SocketBindFailedException">It cannot; says why.</exception>
    public void EnsureUsable()
    {
        if (Obstacle is not { } obstacle)
        {
            SocketPath.EnsureUsable(Path);
            return;
        }

        try
        {
            _own!.EnsureUsable();
            if (_own.IsSafe) SocketPath.EnsureUsable(Second!);
        }
        catch (SocketBindFailedException e)
        {
            throw new SocketBindFailedException(e.Path, $"{e.Reason}, {Choice} ({obstacle})");
        }
    }

    /// <summary>Listens in the first place, or in the second where another user holds that.</summary>
    /// <inheritdoc cref="EnsureUsable"/>
    public UnixListener Bind()
    {
        if (Obstacle is null)
        {
            try
            {
                return UnixListener.Bind(Path);
            }
            catch (SocketBindFailedException) when (Obstacle is not null)
            {
                // Another user was quicker.
            }
        }

        return UnixListener.Bind(Second!, _own);
    }

    /// <summary>
    /// The path at which a client finds the daemon of this user: the first place, or the second where in the
    /// first no process listens or one of another user does. A path that was named is taken as it is.
    /// </summary>
    /// <returns>Null if no daemon listens in either place.</returns>
    public string? TryFind()
    {
        if (_own is null) return Path;
        if (Obstacle is null && SocketPath.Probe(Path) == SocketOccupant.Live) return Path;
        return _own.IsSafe && SocketPath.Probe(Second!) == SocketOccupant.Live ? Second : null;
    }

    /// <summary>The same for a client that does not wait: where no daemon listens, the first place.</summary>
    /// <exception cref="DaemonUnreachableException">Another user holds that.</exception>
    public string Find()
    {
        if (TryFind() is { } found) return found;
        return Obstacle is { } obstacle
            ? throw new DaemonUnreachableException(
                Path, $"{obstacle}, and no daemon of this user listens at {Second}; start swictation-daemon")
            : Path;
    }

    private static string? Describe(string file) =>
        FileState.FindOtherOwner(file) is { } owner ? $"{file} belongs to user {owner}" : null;
}
