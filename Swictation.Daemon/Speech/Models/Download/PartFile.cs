namespace Swictation.Daemon.Speech.Models.Download;

/// <summary>
/// What is here of a file that is being downloaded, and the server's tag of the file that it is a part of. Only to be opened
/// under the lock of the model.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string TagEnd = ".tag";

    private readonly string _path;
    private FileStream? _file;

    /// <param name="path">Of the part itself, which need not exist.</param>
    public PartFile(string path)
    {
        _path = path;
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        _file.Seek(0, SeekOrigin.End);
        WasThere = _file.Length > 0;
    }

    /// <summary>True while it holds bytes of an earlier download.</summary>
    public bool WasThere { get; private set; }

    public string Path => _path;

    public long Length => Opened.Length;

    /// <summary>The server's word for exactly this file; null where it has none.</summary>
    public string? Tag
    {
        get => File.Exists(_path + TagEnd) ? File.ReadAllText(_path + TagEnd) : null;
        set
        {
            if (value is null) File.Delete(_path + TagEnd);
            else File.WriteAllText(_path + TagEnd, value);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Opened.WriteAsync(bytes, cancellationToken);

    /// <summary>Forgets all that is here.</summary>
    public void Restart()
    {
        Opened.SetLength(0);
        Opened.Seek(0, SeekOrigin.Begin);
        WasThere = false;
        Tag = null;
    }

    /// <summary>Waits until all of it is on the disk, and gives it the name of the whole.</summary>
    public void Complete(string path)
    {
        Opened.Flush(flushToDisk: true);
        File.Move(_path, path, overwrite: true);
        Close();
        Tag = null;
    }

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        Close();
        File.Delete(_path);
        Tag = null;
    }

    public void Dispose()
    {
        if (_file is { Length: 0 }) Delete();
        Close();
    }

    private FileStream Opened => _file ?? throw new ObjectDisposedException(_path);

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
