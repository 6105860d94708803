using Swictation.Daemon.Host.Service;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;
using Swictation.Storage;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Daemon.Host;

/// <summary>The checks that come before anything makes a file: a start that fails leaves nothing behind.</summary>
internal static class StartChecks
{
    /// <param name="given">The database by the name that was given: the owners of the links on the way count too.</param>
    /// <exception cref="SwictationException">The daemon cannot start.</exception>
    public static void EnsureUsable(DaemonOptions options, string given, PassedSockets passed)
    {
        if (DescriptorLimit.Most < DescriptorLimit.Least) throw new DescriptorLimitException(DescriptorLimit.Most, DescriptorLimit.Least);
        if (passed.Metrics is null) SocketPlace.Of(options.MetricsSocket).EnsureUsable();
        if (passed.Ipc is null) SocketPlace.Of(options.IpcSocket).EnsureUsable();
        SqliteEventLog.EnsureUsable(given, options.MakesDataDirectory);
        PrivateFiles.EnsureOwn(
            options.DatabasePath,
            [
                .. WordFile.PlacesOf(options.DatabasePath, options.RuntimeDirectory).Select(place => place.Path),
                ReserveFile.PathOf(options.DatabasePath),
                .. UnsavedEvents.FindBeside(options.DatabasePath),
            ]);
    }
}
