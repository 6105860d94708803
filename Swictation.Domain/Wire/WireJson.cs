using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>The forms of the events in the list on <see cref="SessionEvent"/>.</summary>
internal static class WireJson
{
    public static readonly WireEncoder Encoder = new();

    private static readonly WireJsonContext Context = new(
        new JsonSerializerOptions(WireJsonContext.Default.Options) { Encoder = Encoder });

    private static readonly FrozenDictionary<Type, (EventType Type, JsonTypeInfo Form)> ByClass =
        EventType.Known.ToFrozenDictionary(known => known.Key, known => (known.Value, FormOf(known.Key)));

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByName =
        ByClass.Values.ToFrozenDictionary(known => known.Type.Name, known => known.Form);

    private static readonly FrozenSet<string> WithReason = EventType.Known
        .Where(known => known.Key.IsAssignableTo(typeof(IReasonedEvent)))
        .Select(known => known.Value.Name)
        .ToFrozenSet();

    /// <summary>True for the types that are <see cref="IReasonedEvent"/>.</summary>
    public static bool HasReason(EventType type) => WithReason.Contains(type.Name);

    /// <summary>The form of a type of event; null if this version does not know it.</summary>
    public static JsonTypeInfo? FormOf(EventType type) => ByName.GetValueOrDefault(type.Name);

    /// <summary>The type of an event in the list, and its form.</summary>
    public static (EventType Type, JsonTypeInfo Form) FormOf(SessionEvent recorded) => ByClass[recorded.GetType()];

    // The converter of its own that an event has, or that of the list, which has the type in front.
    private static JsonTypeInfo FormOf(Type type)
    {
        var own = Context.Options.GetTypeInfo(type);
        return own.Kind == JsonTypeInfoKind.None ? own : Context.SessionEvent;
    }
}
