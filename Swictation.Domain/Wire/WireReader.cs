using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;

namespace Swictation.Domain.Wire;

/// <summary>
/// Rows of the log to events: the inverse of <see cref="WireWriter"/>, for every version ever written.
/// </summary>
public static class WireReader
{
    /// <summary>
    /// The event that a row of the log holds. Types and versions that are not known here become an
    /// <see cref="UnknownEvent"/>.
    /// </summary>
    /// <exception cref="MalformedEventException">The body does not have the form of its type and version.</exception>
    public static SessionEvent Read(StoredEvent stored)
    {
        if (!WireTime.TryFromMicroseconds(stored.AtMicroseconds, out var at))
            throw Malformed(stored, $"{stored.AtMicroseconds} µs is no time");

        var isWithheld = stored is { Version: WireWriter.WithheldVersion, Type.Name: Transcription.TypeName };
        if (WireJson.FormOf(stored.Type) is not { } form || (stored.Version > NewestOf(stored.Type) && !isWithheld))
            return new UnknownEvent(stored.Session, at, stored.Type, stored.Version, stored.Body.ToArray());

        return Parse(stored, form) switch
        {
            Transcription said => said with
            {
                Session = stored.Session ?? throw Malformed(stored, "it belongs to no session"),
                At = at,
                IsOffTheRecord = isWithheld,
            },
            // Its first version says that itself.
            SegmentMeasured { Session.Value: 0 } measured => measured with
            {
                Session = stored.Session ?? throw Malformed(stored, "it belongs to no session"),
                At = at,
            },
            EventBesideSession happened => happened with { Session = stored.Session, At = at },
            var happened => happened with { At = at },
        };
    }

    private static int NewestOf(EventType type) =>
        WireJson.HasReason(type) ? Reason.CodedVersion
        : type == SegmentMeasured.TypeName ? SegmentMeasured.Version
        : WireWriter.CurrentVersion;

    private static SessionEvent Parse(StoredEvent stored, JsonTypeInfo form)
    {
        try
        {
            var read = (SessionEvent?)JsonSerializer.Deserialize(stored.Body.Span, form)
                ?? throw Malformed(stored, "it is null");
            return WireJson.FormOf(read).Type == stored.Type
                ? read
                : throw Malformed(stored, "it is of another type");
        }
        // NotSupportedException: it says no type.
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Malformed(stored, e.Message, e);
        }
    }

    // One line, whatever line breaks the body has brought into it.
    private static MalformedEventException Malformed(StoredEvent stored, string reason, Exception? inner = null) =>
        new(stored.Sequence, stored.Type.Name, reason.ReplaceLineEndings(" "), inner);
}
