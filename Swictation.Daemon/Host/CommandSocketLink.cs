using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Files;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Host;

/// <summary>
/// The link <c>swictation.sock</c> beside the command socket: the name under which existing clients look for it.
/// Removed with the daemon. One that leads to another daemon that lives is left to it.
/// </summary>
internal sealed class CommandSocketLink : IDisposable
{
    private const string Name = "swictation.sock";

    private readonly string _target;
    private readonly FileInfo? _link;

    public CommandSocketLink(string socketPath, ILogger logger)
    {
        _target = Path.GetFileName(socketPath);
        var link = new FileInfo(Path.Combine(Path.GetDirectoryName(socketPath)!, Name));
        if (link.FullName == socketPath) return;

        try
        {
            if (FileState.FindOtherOwner(link.FullName) is { } owner)
            {
                HostLog.LinkInTheWay(logger, link.FullName, $"what is there belongs to user {owner}");
                return;
            }

            using var turn = PathLock.TryTake(link.FullName);
            if (turn is null || LeadsToAnotherDaemon(link))
            {
                HostLog.LinkInTheWay(logger, link.FullName, "it leads to another daemon");
                return;
            }

            if (link.LinkTarget is not null) link.Delete();
            link.CreateAsSymbolicLink(_target);
            _link = link;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is no link, say: the daemon does its work without.
            HostLog.LinkInTheWay(logger, link.FullName, e.Message);
        }
    }

    // This daemon listens already: a live socket that is not its own belongs to another process.
    private bool LeadsToAnotherDaemon(FileInfo link) =>
        link.LinkTarget is { } target
        && target != _target
        && SocketPath.Probe(Path.Combine(link.DirectoryName!, target)) == SocketOccupant.Live;

    public void Dispose()
    {
        // Another daemon may have put its own there since.
        if (_link is not null && new FileInfo(_link.FullName).LinkTarget == _target) _link.Delete();
    }
}
