using Tmds.DBus.Protocol;

namespace Swictation.Daemon.Portals;

/// <summary>What became of a request.</summary>
/// <param name="Path">Of the request.</param>
/// <param name="Code">0 if it was granted, 1 if the user has refused it.</param>
internal sealed record PortalAnswer(string Path, uint Code, IReadOnlyDictionary<string, VariantValue> Results)
{
    private const uint Other = 2;

    /// <summary>Reads the signal; one of another form is a refusal.</summary>
    public static PortalAnswer Read(Message message)
    {
        var path = message.PathAsString ?? "";
        if (message.SignatureAsString != "ua{sv}") return new(path, Other, new Dictionary<string, VariantValue>());

        var reader = message.GetBodyReader();
        return new(path, reader.ReadUInt32(), reader.ReadDictionaryOfStringToVariantValue());
    }
}

/// <summary>Reads values that a portal has given, of whatever kind they are.</summary>
internal static class PortalValues
{
    /// <summary>Null where there is none, or something else.</summary>
    public static string? TextOf(this IReadOnlyDictionary<string, VariantValue> values, string name) =>
        !values.TryGetValue(name, out var value) ? null
        : value.Type == VariantValueType.String ? value.GetString()
        : value.Type == VariantValueType.ObjectPath ? value.GetObjectPathAsString()
        : null;

    /// <summary>Null where there is none, or something else.</summary>
    public static uint? NumberOf(this IReadOnlyDictionary<string, VariantValue> values, string name) =>
        values.TryGetValue(name, out var value) && value.Type == VariantValueType.UInt32 ? value.GetUInt32() : null;
}
