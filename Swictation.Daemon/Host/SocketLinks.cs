using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Host;

/// <summary>
/// Links to the sockets in the directory of the data, where existing clients look for them if there is no
/// <c>XDG_RUNTIME_DIR</c>. Removed with the daemon.
/// </summary>
internal sealed class SocketLinks : IDisposable
{
    private readonly List<(FileInfo Link, string Target)> _made = [];

    private SocketLinks()
    {
    }

    /// <summary>
    /// Makes the links to sockets in their standard places. A file there that is no link of an earlier daemon's stays, and
    /// is logged.
    /// </summary>
    public static SocketLinks Make(DaemonOptions options, string metricsSocket, string ipcSocket, ILogger logger)
    {
        var links = new SocketLinks();
        if (options.RuntimeDirectory is not null || !Directory.Exists(options.DataDirectory)) return links;

        links.Add(Path.Combine(options.DataDirectory, "swictation_metrics.sock"), options.MetricsSocket, metricsSocket, logger);
        links.Add(Path.Combine(options.DataDirectory, "swictation.sock"), options.IpcSocket, ipcSocket, logger);
        return links;
    }

    public void Dispose()
    {
        foreach (var (link, target) in _made)
        {
            if (new FileInfo(link.FullName).LinkTarget == target) link.Delete();
        }
    }

    private void Add(string path, SocketSetting setting, string socket, ILogger logger)
    {
        if (setting.IsNamed) return;

        var link = new FileInfo(path);
        try
        {
            // Two daemons of a user cannot listen in the standard places: the maker of such a link is gone.
            var place = SocketPlace.Of(setting);
            if (link.LinkTarget is { } target && (target == place.Path || target == place.Second)) link.Delete();
            link.CreateAsSymbolicLink(socket);
            _made.Add((link, socket));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HostLog.LinkInTheWay(logger, path, e.Message);
        }
    }
}
