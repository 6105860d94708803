using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Experience;

/// <summary>
/// Keeps what trials have shown, for each desktop by itself, as JSON:
/// <c>{"sway":{"wayland":{"letters":true,"emoji":false}}}</c>. A file that is not understood counts as none: a trial makes it anew.
/// </summary>
/// <param name="path">Null where the user has no place for it: then nothing is kept.</param>
internal sealed class ExperienceFile(string? path)
{
    private const string Name = "typing.json";

    // Nothing that these programs have written is longer.
    private const long Longest = 1 << 20;

    public string? Path { get; } = path;

    /// <param name="stateDirectory">Null where the user has none.</param>
    public static ExperienceFile In(string? stateDirectory) =>
        new(stateDirectory is null ? null : System.IO.Path.Combine(stateDirectory, Name));

    /// <summary>The desktop of this session, as the file has it.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static string DesktopOf(Func<string, string?> environment)
    {
        var server = environment("WAYLAND_DISPLAY") is { Length: > 0 } ? "wayland" : "x11";
        return environment("XDG_CURRENT_DESKTOP") is { Length: > 0 } desktop ? $"{server}:{desktop}" : server;
    }

    public WayExperience Read(string desktop)
    {
        var experience = new WayExperience();
        try
        {
            using var all = ReadAll();
            if (all is null || !all.RootElement.TryGetProperty(desktop, out var ways)) return experience;

            foreach (var way in ways.EnumerateObject())
            {
                foreach (var kind in way.Value.EnumerateObject())
                {
                    if (CharacterKinds.Named(kind.Name) is { } named) experience.Note(new(way.Name), named, kind.Value.GetBoolean());
                }
            }

            return experience;
        }
        catch (InvalidOperationException)
        {
            // It has another form.
            return new();
        }
    }

    /// <summary>Keeps it, in place of what was known of that desktop.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be kept there.</exception>
    public void Write(string desktop, WayExperience experience)
    {
        if (Path is null) return;

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var before = ReadAll();
        var own = Path + ".new";
        using (var file = File.Create(own))
        using (var json = new Utf8JsonWriter(file, new() { Indented = true }))
        {
            json.WriteStartObject();
            if (before?.RootElement is { ValueKind: JsonValueKind.Object } others)
            {
                foreach (var other in others.EnumerateObject().Where(other => other.Name != desktop)) other.WriteTo(json);
            }

            json.WriteStartObject(desktop);
            foreach (var way in experience.All.GroupBy(known => known.Way)) WriteWay(json, way.Key, way.ToDictionary(known => known.Kind, known => known.Arrives));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        File.Move(own, Path, overwrite: true);
    }

    private static void WriteWay(Utf8JsonWriter json, DeliveryWay way, Dictionary<CharacterKind, bool> kinds)
    {
        json.WriteStartObject(way.Name);
        foreach (var kind in CharacterKinds.All.Where(kinds.ContainsKey)) json.WriteBoolean(CharacterKinds.NameOf(kind), kinds[kind]);
        json.WriteEndObject();
    }

    private JsonDocument? ReadAll()
    {
        try
        {
            if (Path is null || !File.Exists(Path) || new FileInfo(Path).Length > Longest) return null;
            return JsonDocument.Parse(File.ReadAllBytes(Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
