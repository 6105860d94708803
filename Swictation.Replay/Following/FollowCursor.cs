using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Swictation.Replay.Errors;

namespace Swictation.Replay.Following;

/// <summary>
/// Keeps how far a follower has printed in a file of its own, so that the next run goes on behind it: one line of JSON with
/// <c>log_id</c> and <c>seq</c>, written over in place. A run that is killed prints at most one line twice.
/// </summary>
internal sealed class FollowCursor : IDisposable
{
    private const int FiguresOfPosition = 20;

    private readonly SafeFileHandle _file;

    private FollowCursor(SafeFileHandle file, string? logId, long? position)
    {
        _file = file;
        (LogId, Position) = (logId, position);
    }

    /// <summary>The log that the position is in; null where the file was new.</summary>
    public string? LogId { get; }

    /// <summary>The last event that was printed; null where the file was new.</summary>
    public long? Position { get; }

    /// <exception cref="CursorFileException">It cannot be read or written, or holds something else.</exception>
    public static FollowCursor Open(string path)
    {
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            var text = new byte[(int)Math.Min(RandomAccess.GetLength(file), 1024)];
            var length = RandomAccess.Read(file, text, 0);
            var (logId, position) = length == 0 ? (null, null) : Parse(text.AsMemory(0, length));
            return new(file, logId, position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CursorFileException(path, $"cannot be used: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            file?.Dispose();
            throw new CursorFileException(path, "holds no position; name another file, or remove it to begin with the present");
        }
    }

    public void Save(string logId, long position)
    {
        var padding = new string(' ', FiguresOfPosition - position.ToString(CultureInfo.InvariantCulture).Length);
        RandomAccess.Write(_file, Encoding.UTF8.GetBytes($"{{\"log_id\":\"{logId}\",\"seq\":{position}}}{padding}\n"), 0);
    }

    public void Dispose() => _file.Dispose();

    private static (string? LogId, long? Position) Parse(ReadOnlyMemory<byte> json)
    {
        using var read = JsonDocument.Parse(json);
        return (read.RootElement.GetProperty("log_id").GetString(), read.RootElement.GetProperty("seq").GetInt64());
    }
}
