using System.Globalization;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>
/// Where a recogniser's process puts the segment that a program is to read: a directory of its own in
/// <c>$XDG_RUNTIME_DIR</c>, or else where temporary files go, made when it is first needed. It and what is in it are
/// the owner's alone.
/// </summary>
internal sealed class ScratchDirectory : IDisposable
{
    private const string Name = "swictation-segment-";

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

    // Of recognisers that were killed. What cannot be removed is another user's, or is being removed by another process.
    internal static void Sweep(string parent)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, $"{Name}*"))
        {
            if (!int.TryParse(Path.GetFileName(left)[Name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                || (process != Environment.ProcessId && Directory.Exists($"/proc/{process}")))
                continue;

            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It stays.
            }
        }
    }

    private static string Make()
    {
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is not { Length: > 0 } parent)
            return Directory.CreateTempSubdirectory("swictation-").FullName;

        Sweep(parent);
        var path = Path.Combine(parent, $"{Name}{Environment.ProcessId}");
        return Directory.CreateDirectory(path, OwnerOnly).FullName;
    }
}
