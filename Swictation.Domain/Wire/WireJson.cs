using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>What reads and writes the events in the list on <see cref="SessionEvent"/>.</summary>
internal static class WireJson
{
    private static readonly WireJsonContext Context = new(
        new JsonSerializerOptions(WireJsonContext.Default.Options) { Encoder = new WireEncoder() });

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName =
        EventType.Known.ToFrozenDictionary(known => known.Value.Name, known => FormOf(known.Key));

    /// <summary>The form of a type of event; null if this version does not know it.</summary>
    public static JsonTypeInfo? FormOf(EventType type) => ByName.GetValueOrDefault(type.Name);

    // The converter of its own that an event has, or that of the list, which has the type in front.
    private static JsonTypeInfo FormOf(Type type)
    {
        var own = Context.Options.GetTypeInfo(type);
        return own.Kind == JsonTypeInfoKind.None ? own : Context.SessionEvent;
    }
}
