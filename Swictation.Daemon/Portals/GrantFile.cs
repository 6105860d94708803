using System.Text.Json;

namespace Swictation.Daemon.Portals;

/// <summary>
/// Keeps what the user has said to a desktop's question, for each desktop by itself, as JSON that nobody else may read:
/// <c>{"wayland:GNOME":{"restore_token":"…"}}</c>. A file that is not understood counts as none.
/// </summary>
/// <param name="path">Null where the user has no place for it: then nothing is kept, and the desktop asks at each start.</param>
internal sealed class GrantFile(string? path)
{
    private const string Name = "portal.json";
    private const string Token = "restore_token";
    private const string Refused = "refused";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Nothing that these programs have written is longer.
    private const long Longest = 1 << 20;

    /// <param name="stateDirectory">Null where the user has none.</param>
    public static GrantFile In(string? stateDirectory) =>
        new(stateDirectory is null ? null : Path.Combine(stateDirectory, Name));

    public KeyboardGrant Read(string desktop)
    {
        try
        {
            using var all = ReadAll();
            if (all is null || !all.RootElement.TryGetProperty(desktop, out var grant)) return default;

            return new(
                grant.TryGetProperty(Token, out var token) ? token.GetString() : null,
                grant.TryGetProperty(Refused, out var refused) && refused.GetBoolean());
        }
        catch (InvalidOperationException)
        {
            // It has another form.
            return default;
        }
    }

    /// <summary>Keeps it, in place of what was known of that desktop.</summary>
    /// <returns>Why it cannot be kept; null if it is.</returns>
    public string? Write(string desktop, KeyboardGrant grant)
    {
        if (path is null) return null;

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var before = ReadAll();
            var own = path + ".new";
            File.Delete(own);
            using (var file = new FileStream(own, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Own }))
            using (var json = new Utf8JsonWriter(file, new() { Indented = true })) WriteAll(json, before, desktop, grant);
            File.Move(own, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static void WriteAll(Utf8JsonWriter json, JsonDocument? before, string desktop, KeyboardGrant grant)
    {
        json.WriteStartObject();
        if (before?.RootElement is { ValueKind: JsonValueKind.Object } others)
        {
            foreach (var other in others.EnumerateObject().Where(other => other.Name != desktop)) other.WriteTo(json);
        }

        json.WriteStartObject(desktop);
        if (grant.RestoreToken is not null) json.WriteString(Token, grant.RestoreToken);
        if (grant.IsRefused) json.WriteBoolean(Refused, true);
        json.WriteEndObject();
        json.WriteEndObject();
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
