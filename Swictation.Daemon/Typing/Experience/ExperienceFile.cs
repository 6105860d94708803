using System.Text.Json;
using Swictation.Daemon.Platform;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Typing.Experience;

/// <summary>
/// Keeps what trials have shown, for each desktop by itself, as JSON:
/// <c>{"sway":{"wayland":{"letters":true,"emoji":false}}}</c>. A file that is not understood counts as none: a trial makes it anew.
/// </summary>
internal sealed class ExperienceFile(PerDesktopFile file)
{
    private const string Name = "typing.json";

    /// <param name="stateDirectory">Null where the user has none: then nothing is kept.</param>
    public static ExperienceFile In(string? stateDirectory) =>
        new(new(stateDirectory is null ? null : Path.Combine(stateDirectory, Name)));

    /// <summary>The desktop of this session, as the file has it.</summary>
    /// <param name="environment">Reads a variable.</param>
    public static string DesktopOf(Func<string, string?> environment)
    {
        var server = environment("WAYLAND_DISPLAY") is { Length: > 0 } ? "wayland" : "x11";
        return environment("XDG_CURRENT_DESKTOP") is { Length: > 0 } desktop ? $"{server}:{desktop}" : server;
    }

    public WayExperience Read(string desktop) => file.Read(desktop, ReadWays) ?? new();

    /// <summary>Keeps it, in place of what was known of that desktop.</summary>
    /// <inheritdoc cref="PerDesktopFile.Write" path="/exception"/>
    public void Write(string desktop, WayExperience experience) => file.Write(
        desktop,
        json =>
        {
            foreach (var way in experience.All.GroupBy(known => known.Way)) WriteWay(json, way.Key, way.ToDictionary(known => known.Kind, known => known.Arrives));
        });

    private static WayExperience ReadWays(JsonElement ways)
    {
        var experience = new WayExperience();
        foreach (var way in ways.EnumerateObject())
        {
            foreach (var kind in way.Value.EnumerateObject())
            {
                if (CharacterKinds.Named(kind.Name) is { } named) experience.Note(new(way.Name), named, kind.Value.GetBoolean());
            }
        }

        return experience;
    }

    private static void WriteWay(Utf8JsonWriter json, DeliveryWay way, Dictionary<CharacterKind, bool> kinds)
    {
        json.WriteStartObject(way.Name);
        foreach (var kind in CharacterKinds.All.Where(kinds.ContainsKey)) json.WriteBoolean(CharacterKinds.NameOf(kind), kinds[kind]);
        json.WriteEndObject();
    }
}
