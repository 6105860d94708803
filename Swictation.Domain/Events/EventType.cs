using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;

using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>
/// Name of a kind of event, as it stands in the log's <c>type</c> column and in the line's <c>type</c> field. The names
/// that this version knows stand with their events (<c>TypeName</c>).
/// </summary>
public readonly record struct EventType(string Name) : IWireName<EventType>
{
    private static readonly JsonDerivedTypeAttribute[] List =
        [.. typeof(SessionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)];

    private static readonly FrozenDictionary<Type, EventType> ByClass =
        List.ToFrozenDictionary(listed => listed.DerivedType, NameOf);

    private static readonly FrozenSet<string> WithoutWords = List
        .Where(listed => listed.DerivedType.GetCustomAttribute<CarriesWordsAttribute>() is { CarriesWords: false })
        .Select(listed => NameOf(listed).Name)
        .ToFrozenSet();

    private static readonly (byte[] Utf8, EventType Type)[] ByUtf8 =
        [.. List.Select(listed => (Encoding.UTF8.GetBytes(NameOf(listed).Name), NameOf(listed)))];

    /// <summary>The classes of all events that this version knows, and the names of their types.</summary>
    public static IReadOnlyDictionary<Type, EventType> Known => ByClass;

    /// <summary>True for the five types that protocol 1 clients receive; all others stay in the log.</summary>
    public bool IsBroadcast =>
        Name is Transcription.TypeName or MetricsUpdate.TypeName or StateChange.TypeName
            or SessionStart.TypeName or SessionEnd.TypeName;

    /// <summary>
    /// True for the types that are appended after a time in which nothing was recorded: what passed before such an
    /// event is no part of the session as it was spoken.
    /// </summary>
    public bool FollowsAbsence =>
        Name is Suspended.TypeName or SessionRecovered.TypeName or PauseEnded.TypeName;

    /// <summary>
    /// True for the types that tell of another log. They say nothing about what is recorded here: their sessions open and end
    /// nothing.
    /// </summary>
    public bool IsImported =>
        Name is SessionImported.TypeName or SegmentImported.TypeName or TotalsImported.TypeName;

    /// <summary>
    /// True for the types that can carry words of the user (<see cref="CarriesWordsAttribute"/>), and for those that this
    /// version does not know.
    /// </summary>
    public bool CarriesWords => !WithoutWords.Contains(Name);

    public static EventType Named(string name) => new(name);

    public static implicit operator EventType(string name) => new(name);

    /// <summary>The type with this UTF-8 name; allocates only for names that this version does not know.</summary>
    public static EventType FromUtf8(ReadOnlySpan<byte> name)
    {
        foreach (var (utf8, type) in ByUtf8)
        {
            if (name.SequenceEqual(utf8)) return type;
        }

        return new(Encoding.UTF8.GetString(name));
    }

    public override string ToString() => Name;

    private static EventType NameOf(JsonDerivedTypeAttribute listed) => new((string)listed.TypeDiscriminator!);
}
