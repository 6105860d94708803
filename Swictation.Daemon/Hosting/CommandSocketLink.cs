using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Hosting;

/// <summary>
/// The link <c>swictation.sock</c> beside the command socket: the name under which existing clients look for it.
/// Removed with the daemon.
/// </summary>
internal sealed class CommandSocketLink : IDisposable
{
    private const string Name = "swictation.sock";

    private readonly FileInfo? _link;

    public CommandSocketLink(string socketPath, ILogger logger)
    {
        var link = new FileInfo(Path.Combine(Path.GetDirectoryName(socketPath)!, Name));
        if (link.FullName == socketPath) return;

        if (link.LinkTarget is not null)
        {
            link.Delete();
        }
        else if (link.Exists)
        {
            HostLog.LinkInTheWay(logger, link.FullName);
            return;
        }

        link.CreateAsSymbolicLink(Path.GetFileName(socketPath));
        _link = link;
    }

    public void Dispose() => _link?.Delete();
}
