using System.Text.Json;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// The recognisers that the configuration gives a name, for sessions to choose: <c>{"de": "whisper:small?language=de"}</c>.
/// A client of the command socket names one of them and nothing else: some of them are programs.
/// </summary>
internal sealed class NamedTranscribers : IEquatable<NamedTranscribers>
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms =
        "an object of names (letters, digits, - and _) and recognisers as of transcriber, such as {\"de\": \"whisper:small?language=de\"}";

    private const int LongestName = 64;

    private readonly Dictionary<string, TranscriberSpec> _specs;

    private NamedTranscribers(Dictionary<string, TranscriberSpec> specs) => _specs = specs;

    public IEnumerable<string> Names => _specs.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a text that is no such object, or names something that is no recogniser.</summary>
    public static NamedTranscribers? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;

            var specs = new Dictionary<string, TranscriberSpec>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var isNamed = property.Name.Length is > 0 and <= LongestName
                    && property.Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_');
                if (!isNamed || property.Value.ValueKind != JsonValueKind.String
                    || TranscriberSpec.Parse(property.Value.GetString()!) is not { } spec || !specs.TryAdd(property.Name, spec))
                    return null;
            }

            return new(specs);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The recogniser of a name; null if there is none.</summary>
    public TranscriberSpec? Find(string name) => _specs.GetValueOrDefault(name);

    public bool Equals(NamedTranscribers? other) =>
        other is not null && Names.SequenceEqual(other.Names) && Names.All(name => _specs[name] == other._specs[name]);

    public override bool Equals(object? obj) => Equals(obj as NamedTranscribers);

    public override int GetHashCode() => _specs.Count;
}
