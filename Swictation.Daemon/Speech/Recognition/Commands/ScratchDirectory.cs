namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>
/// Where a recogniser's process puts the segment that a program is to read: a directory of its own in
/// <c>$XDG_RUNTIME_DIR</c>, or else where temporary files go, made when it is first needed. It and what is in it are
/// the owner's alone.
/// </summary>
internal sealed class ScratchDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _making = new();
    private string? _path;
    private bool _isRemoved;

    /// <summary>The path of a file in the directory.</summary>
    /// <exception cref="IOException">The directory cannot be made, or was removed.</exception>
    public string File(string name)
    {
        lock (_making)
        {
            if (_isRemoved) throw new IOException("the directory for segments is removed");
            _path ??= Make();
            return Path.Combine(_path, name);
        }
    }

    /// <summary>
    /// Removes the directory with its content, as far as possible. Nothing is created there again.
    /// </summary>
    public void Remove()
    {
        lock (_making)
        {
            _isRemoved = true;
            if (_path is null) return;
            try
            {
                Directory.Delete(_path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"{_path} could not be removed: {e.Message}");
            }

            _path = null;
        }
    }

    public void Dispose() => Remove();

    private static string Make()
    {
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is not { Length: > 0 } parent)
            return Directory.CreateTempSubdirectory("swictation-").FullName;

        var path = Path.Combine(parent, $"swictation-segment-{Environment.ProcessId}");
        return Directory.CreateDirectory(path, OwnerOnly).FullName;
    }
}
