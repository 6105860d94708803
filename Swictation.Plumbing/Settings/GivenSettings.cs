using Swictation.Domain.Errors;

namespace Swictation.Plumbing.Settings;

/// <summary>
/// The given settings: on the command line, in the environment under it, in the configuration file under both. A place
/// is looked at only for what those over it leave open: who names the only setting that is needed needs no file.
/// </summary>
public sealed class GivenSettings
{
    private readonly Func<string, string?> _environment;
    private readonly IReadOnlyDictionary<string, string?> _commandLine;
    private readonly StandardPaths _paths;
    private readonly Lazy<SettingsFile> _file;

    /// <param name="environment">Value of an environment variable, or null.</param>
    /// <param name="readFile">Everything in a file, or an exception of <c>System.IO</c>.</param>
    public GivenSettings(Func<string, string?> environment, Func<string, byte[]> readFile)
    {
        _environment = environment;
        _commandLine = new Dictionary<string, string?>();
        _paths = new(environment);
        _file = new(() => SettingsFile.Read(_paths.ConfigurationFile, readFile));
    }

    private GivenSettings(GivenSettings others, IReadOnlyDictionary<string, string?> commandLine)
    {
        (_environment, _paths, _file) = (others._environment, others._paths, others._file);
        _commandLine = commandLine;
    }

    /// <exception cref="ConfigurationException">It is set to no path, or the file cannot be read.</exception>
    public string DatabasePath
    {
        get
        {
            // SQLite's own tools take these for no files.
            if (FindPath(SettingName.Db) is { } given
                && (given.Value == ":memory:" || given.Value.StartsWith("file:", StringComparison.Ordinal)))
                throw Meaningless(given, "a path of a file (./ before such a name makes it one)");
            return ReadPath(SettingName.Db) ?? _paths.Database;
        }
    }

    /// <inheritdoc cref="DatabasePath"/>
    public SocketSetting MetricsSocket => ReadSocket(SettingName.MetricsSocket, _paths.MetricsSocket);

    /// <inheritdoc cref="DatabasePath"/>
    public SocketSetting IpcSocket => ReadSocket(SettingName.IpcSocket, _paths.IpcSocket);

    /// <summary>
    /// The directory for files that live as long as the user's desktop session; null if there is none.
    /// </summary>
    public string? RuntimeDirectory => _paths.RuntimeDirectory;

    /// <summary>
    /// Where earlier versions had their sockets where there is no <see cref="RuntimeDirectory"/>; null if the environment
    /// names no such place.
    /// </summary>
    public string? DataDirectory => _paths.DataDirectory;

    /// <summary>The same with a command line, by name of the setting; null where it was not given there.</summary>
    public GivenSettings With(IReadOnlyDictionary<string, string?> commandLine) => new(this, commandLine);

    /// <inheritdoc cref="With(IReadOnlyDictionary{string, string?})"/>
    public GivenSettings With(string name, string? value) => With(new Dictionary<string, string?> { [name] = value });

    /// <summary>Checks that the file has nothing but settings, whether they are read or not.</summary>
    /// <exception cref="ConfigurationException">It has something else.</exception>
    public void EnsureFileIsUnderstood() => _file.Value.EnsureUnderstood();

    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>True if it was given with this start, and not written down for every one.</summary>
    public bool HasOnCommandLine(string name) => _commandLine.GetValueOrDefault(name) is not null;

    /// <summary>The value of a setting, or its default.</summary>
    /// <param name="parse">Null for an invalid value.</param>
    /// <param name="expected">Valid values in place of an invalid one, for the message.</param>
    /// <exception cref="ConfigurationException">Its value is invalid.</exception>
    public T ReadValue<T>(string name, string standard, Func<string, T?> parse, Func<string, string> expected)
        where T : struct => ReadValue(name, parse, expected) ?? parse(standard)!.Value;

    /// <summary>A setting; null when it is not set.</summary>
    /// <inheritdoc cref="ReadValue{T}(string, string, Func{string, Nullable{T}}, Func{string, string})"/>
    public T? ReadValue<T>(string name, Func<string, T?> parse, Func<string, string> expected)
        where T : struct => Find(name) is { } given
        ? parse(given.Value) ?? throw Meaningless(given, expected(given.Value))
        : null;

    private SocketSetting ReadSocket(string name, string standard) =>
        ReadPath(name) is { } named ? new(named, IsNamed: true) : new(standard, IsNamed: false);

    private string? ReadPath(string name) => FindPath(name) is { } given
        ? given.Value.Length > 0 && !given.Value.Contains('\0')
            ? Path.GetFullPath(given.Value)
            : throw Meaningless(given, "a path")
        : null;

    // A command that only needs the place of a daemon works without the file.
    private (string Value, string Place)? FindPath(string name)
    {
        try
        {
            return Find(name);
        }
        catch (ConfigurationException e)
        {
            // Not every command that needs the metrics socket has an option of that name.
            var option = name == SettingName.MetricsSocket ? "" : $" or {SettingName.Option(name)}";
            throw new ConfigurationException(
                e.Setting, $"{e.Reason}; until then a path in {SettingName.Variable(name)}{option} does without it");
        }
    }

    private (string Value, string Place)? Find(string name)
    {
        if (_commandLine.GetValueOrDefault(name) is { } option) return (option, SettingName.Option(name));
        var variable = SettingName.Variable(name);
        if (_environment(variable) is { } value) return (value, variable);
        return _file.Value.Find(name) is { } written ? (written, $"{_file.Value.Path}, setting {name}") : null;
    }

    private static ConfigurationException Meaningless((string Value, string Place) given, string expected) =>
        new(given.Place, Refusal.Of(given.Value, expected));
}
