using System.Text.Json;

namespace Swictation.Daemon.Platform;

/// <summary>
/// Keeps something for each desktop by itself, as a JSON object with a member for each: <c>{"wayland:GNOME":{…}}</c>. A file that is
/// not understood counts as none.
/// </summary>
/// <param name="path">Null where the user has no place for it: then nothing is kept.</param>
/// <param name="mode">Who may read it; null for what the user has set for files.</param>
internal sealed class PerDesktopFile(string? path, UnixFileMode? mode = null)
{
    // Nothing that these programs have written is longer.
    private const long Longest = 1 << 20;

    /// <param name="read">Its <see cref="InvalidOperationException"/> says that a member has another form.</param>
    /// <returns>The default where there is none, or it is not understood.</returns>
    public T? Read<T>(string desktop, Func<JsonElement, T> read)
    {
        try
        {
            using var all = ReadAll();
            return all is not null && all.RootElement.TryGetProperty(desktop, out var kept) ? read(kept) : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>Keeps something, in place of what was kept for that desktop.</summary>
    /// <param name="write">Writes the members of its object.</param>
    /// <returns>False where the user has no place for it.</returns>
    /// <exception cref="IOException">It cannot be kept.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be kept there.</exception>
    public bool Write(string desktop, Action<Utf8JsonWriter> write)
    {
        if (path is null) return false;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var before = ReadAll();
        var own = path + ".new";
        // One that was left behind may be readable for others.
        File.Delete(own);
        using (var file = new FileStream(own, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        using (var json = new Utf8JsonWriter(file, new() { Indented = true }))
        {
            json.WriteStartObject();
            if (before?.RootElement is { ValueKind: JsonValueKind.Object } others)
            {
                foreach (var other in others.EnumerateObject().Where(other => other.Name != desktop)) other.WriteTo(json);
            }

            json.WriteStartObject(desktop);
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        File.Move(own, path, overwrite: true);
        return true;
    }

    private JsonDocument? ReadAll()
    {
        try
        {
            if (path is null || !File.Exists(path) || new FileInfo(path).Length > Longest) return null;
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
