namespace Swictation.Benchmarks.Processes;

/// <summary>
/// Where one daemon or floor works. The log is below the build's output, on a disk: the directory for temporary files
/// is memory on some machines, and a commit would cost nothing there. The sockets are in it, because their paths have
/// to be short.
/// </summary>
internal sealed class Place : IDisposable
{
    private readonly DirectoryInfo _sockets = System.IO.Directory.CreateTempSubdirectory("swictation-bench-");

    public Place()
    {
        Directory = Path.Combine(Executable.Artifacts, "bench", _sockets.Name);
        System.IO.Directory.CreateDirectory(Directory);
    }

    public string Directory { get; }

    public string Database => Path.Combine(Directory, "log.db");

    public string MetricsSocket => Path.Combine(_sockets.FullName, "metrics.sock");

    public string IpcSocket => Path.Combine(_sockets.FullName, "ipc.sock");

    public string Fifo => Path.Combine(_sockets.FullName, "segments");

    public void Dispose()
    {
        _sockets.Delete(recursive: true);
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
