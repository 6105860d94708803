using System.Text;
using System.Text.Json;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Text;

namespace Swictation.Plumbing.Settings;

/// <summary>
/// The configuration file: a JSON object with a text, a number, true or false for each setting, and an object for
/// those that are of several parts. Comments and a comma too many are fine, and capitals in a name make no difference.
/// </summary>
internal sealed class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonReaderOptions Syntax =
        new() { CommentHandling = Lenient.CommentHandling, AllowTrailingCommas = Lenient.AllowTrailingCommas };

    private readonly List<JsonProperty> _settings;

    private SettingsFile(string path, List<JsonProperty> settings) => (Path, _settings) = (path, settings);

    public string Path { get; }

    /// <summary>Reads the file; one that is not there sets nothing.</summary>
    /// <exception cref="ConfigurationException">It cannot be read, or is no JSON object.</exception>
    public static SettingsFile Read(string path, Func<string, byte[]> readFile)
    {
        try
        {
            return Parse(path, readFile(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(path, []);
        }
        catch (UnauthorizedAccessException)
        {
            // A directory at this place is reported in the same way.
            throw new ConfigurationException(
                path, "is a directory, or may not be read by this user; make it a file that this user may read");
        }
        catch (IOException e)
        {
            throw new ConfigurationException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>A setting, a number or a truth value as it stands there; null where there is none.</summary>
    /// <exception cref="ConfigurationException">It stands there twice, or is no single value.</exception>
    public string? Find(string name)
    {
        string? found = null;
        var isFound = false;
        foreach (var setting in _settings.Where(setting => IsNamed(setting, name)))
        {
            if (isFound) throw new ConfigurationException(Path, $"setting {name} stands there twice; remove one");
            isFound = true;
            found = TextOf(setting);
        }

        return found;
    }

    /// <summary>Checks that the file holds only settings, each once and with a single value.</summary>
    /// <exception cref="ConfigurationException">There is something else.</exception>
    public void EnsureUnderstood()
    {
        foreach (var setting in _settings)
        {
            if (SettingName.All.FirstOrDefault(name => IsNamed(setting, name)) is { } name)
                Find(name);
            else
                throw new ConfigurationException(Path, Unknown(setting.Name));
        }
    }

    private static SettingsFile Parse(string path, byte[] content)
    {
        var mark = Encoding.UTF8.Preamble;
        var json = content.AsMemory(content.AsSpan().StartsWith(mark) ? mark.Length : 0);
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(path, [.. document.RootElement.Clone().EnumerateObject()])
                : throw new ConfigurationException(
                    path, "is no JSON object; write {\"source\": \"alsa\"}, for example");
        }
        catch (JsonException e)
        {
            var fault = JsonFault.Describe(json.Span, e, Syntax);
            throw new ConfigurationException(path, $"is no JSON: {fault}; correct it");
        }
    }

    private static bool IsNamed(JsonProperty setting, string name) =>
        setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private string TextOf(JsonProperty setting)
    {
        try
        {
            return setting.Value.ValueKind switch
            {
                // Does it mean the default, or nothing? The author of the line has to decide.
                JsonValueKind.Null => throw new ConfigurationException(
                    Path, $"setting {setting.Name} is null; give a value, or leave the setting out"),
                JsonValueKind.Object when IsNamed(setting, SettingName.Transcribers) || IsNamed(setting, SettingName.Typing) => setting.Value.GetRawText(),
                JsonValueKind.Object or JsonValueKind.Array => throw new ConfigurationException(
                    Path,
                    $"setting {setting.Name} is an object or a list; give one text, number, true or false"),
                _ => setting.Value.ToString(),
            };
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that a string is no Unicode.
            throw new ConfigurationException(Path, $"setting {setting.Name} is no text in UTF-8; write it anew");
        }
    }

    private static string Unknown(string name) =>
        Similar.Find(name, SettingName.All) is { } meant
            ? $"there is no setting \"{name}\"; write \"{meant}\" if that is meant"
            : $"there is no setting \"{name}\"; the settings are {string.Join(", ", SettingName.All)}";
}
